#pragma once
#include "core/preflight/check_input.h"

namespace relaymove {

// The addresses of this move: what the person said, else what the records and the
// connections say, else the hosts' own.
MoveAddresses addressesOf(const Profile &profile, const PreflightSnapshot &seen);

} // namespace relaymove
