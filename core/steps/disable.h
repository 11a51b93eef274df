#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Holds new connections on OLD, drains what is in flight and stops everything that
// serves or writes; the auto-rollback timer is armed before anything else.
std::unique_ptr<Step> makeDisable();

} // namespace relaymove
