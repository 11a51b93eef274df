#pragma once
#include "core/migration/step.h"

namespace relaymove {

// On NEW: how fresh the last pass is.
inline constexpr auto precopiedPath = "/etc/relaymove/precopied";

// Copies the mailboxes while mail flows, again and again, until little is left.
std::unique_ptr<Step> makePrecopy();

} // namespace relaymove
