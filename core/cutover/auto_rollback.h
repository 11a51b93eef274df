#pragma once
#include "core/migration/step.h"

namespace relaymove {

// OLD's way back, which needs nobody: a script on OLD that makes it serve again, and an
// enabled timer that runs it when this computer has not renewed it in time. It survives a
// reboot of OLD. Going back by hand runs the same script. OLD's record decides whether it
// may: the commit takes it the right to (commit.h).

Plan autoRollbackPlan(const Profile &profile, const Facts &facts);
Plan renewAutoRollbackPlan(); // alone
// Everything but the start: scripts and units.
void prepareAutoRollback(StepContext &context);
// OLD's record says that it holds, of facts.cutover.id, and the timer runs: from here on nothing
// of OLD's starts by itself, but by the way back.
void holdOld(StepContext &context);
// Another full period, before anything that must not meet an OLD that serves: this computer
// may have slept since the last command. Throws Failure{StateRefused} when OLD holds no more.
void renewAutoRollback(StepContext &context);
// OLD serves again, now: its postfix and its dovecot are seen to run, else Failure{ClaimFalse} and
// its timer tries again. Throws Failure{StateRefused} once OLD has handed over, unless the person
// said that NEW is gone.
void goBackNow(StepContext &context);
// Whether both run.
bool runsAgain(StepContext &context);

} // namespace relaymove
