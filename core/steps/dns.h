#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Sends the change of the address records to NEW. Users wait meanwhile: nothing
// in here may lengthen that, for OLD forwards whoever still comes to it.
std::unique_ptr<Step> makeDns();

} // namespace relaymove
