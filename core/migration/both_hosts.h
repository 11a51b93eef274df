#pragma once
#include "core/migration/step.h"

#include <functional>
#include <utility>

namespace relaymove {

using ActionOn = std::function<Action(Role)>;

// The same on OLD and NEW at once; what OLD and what NEW said. A person's stop is seen to before
// it begins: afterwards it ends the commands, but asks nobody. Throws the first one's failure, and
// logs the other's.
std::pair<Output, Output> onBoth(StepContext &context, const ActionOn &action);

} // namespace relaymove
