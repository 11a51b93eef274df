#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Owners and modes on NEW, where numeric ids differ from OLD's.
std::unique_ptr<Step> makeChown();

} // namespace relaymove
