#pragma once
#include "core/migration/step.h"

namespace relaymove {

// OLD's way back, which needs nobody: a script on OLD that makes it serve again,
// and an enabled timer that runs it when this computer has not renewed it in
// time. It survives a reboot of OLD. Going back by hand runs the same script.
// hand-over.sh disarms it (hand_over.h).

Plan deadManPlan();
// Writes the script and arms the timer.
void armDeadMan(StepContext &context);
// Another full period from now; false when OLD serves again, or is about to.
bool keepDeadMan(StepContext &context);
// The same, before anything that must not meet an OLD that serves: this computer may have
// slept since the last command. Throws Failure{ClaimFalse}.
void renewDeadMan(StepContext &context);
// OLD serves again, now.
void goBackNow(StepContext &context);

} // namespace relaymove
