#pragma once
#include "core/cmdeploy/cmdeploy_output.h"
#include "core/migration/step.h"

namespace relaymove {

// What cmdeploy does on ADMIN for this move. DisableMail is a whole deploy of OLD
// whose last step stops postfix and dovecot (relay-facts.md): OLD is upgraded.
enum class Deployment { Install, Activate, DisableMail };

Plan cmdeployPlan(const Profile &profile, Deployment deployment);

// Throws when its ssh would stop at a question or a key.
void letCmdeployIn(StepContext &context, Deployment deployment);

// Throws Failure{CmdeployFailed} when its output does not prove a deployment,
// whatever its exit code.
CmdeployResult runCmdeploy(StepContext &context, Deployment deployment);

} // namespace relaymove
