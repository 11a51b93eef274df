#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Lowers the TTL of the relay's address records, so that the move spreads fast.
// Does not wait until the old TTL has run out.
std::unique_ptr<Step> makeTtl();

} // namespace relaymove
