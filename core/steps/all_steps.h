#pragma once
#include "core/migration/step.h"

#include <memory>
#include <vector>

namespace relaymove {

// Every step in its order.
std::vector<std::unique_ptr<Step>> makeSteps();

} // namespace relaymove
