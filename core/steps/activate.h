#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Starts NEW behind its fence, proves it, and passes the commit point: OLD's way
// back is disarmed, the fence lifted, OLD forwards.
std::unique_ptr<Step> makeActivate();

} // namespace relaymove
