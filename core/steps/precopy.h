#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Copies the mailboxes while mail flows, again and again, until little is left.
std::unique_ptr<Step> makePrecopy();

} // namespace relaymove
