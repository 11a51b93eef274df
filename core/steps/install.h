#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Makes NEW a relay that serves nobody: the fence first, postfix masked, the keys
// and certificates that cmdeploy would otherwise make anew, then cmdeploy itself.
std::unique_ptr<Step> makeInstall();

} // namespace relaymove
