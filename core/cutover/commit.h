#pragma once
#include "core/migration/step.h"

namespace relaymove {

// The commit point, and what must follow it at once, as one unit on OLD that needs nobody:
// OLD's record says that it has handed over, under the lock that its way back takes, too; NEW
// is told over the link to open, again and again until it says so; then OLD passes its users
// on, and NEW settles. From its first command on this computer may vanish.

// Before the outage: the scripts and the units.
Plan prepareCommitPlan(const Facts &facts);
void prepareCommit(StepContext &context);
Plan commitPlan();
// Starts it, or joins the one under way, and follows it: milestones open and
// forwarded. Throws Failure when OLD serves already, or NEW can't be told.
void commitCutover(StepContext &context);
// A person's word that OLD is gone is asked for with what must be true of it: served it has
// nobody since NEW got its queue. Throws Failure{Refused} where it is not given.
Plan oldIsGonePlan();
void agreeThatOldIsGone(StepContext &context, const QString &why);
// Where this computer can't reach OLD: whether NEW can.
bool oldAnswersNew(StepContext &context);
// NEW looks itself whether OLD answers. Throws Failure{Refused} then.
void openWithoutOld(StepContext &context);
// Going back: no commit can open NEW any more. Throws Failure{StateRefused} when NEW is
// open already.
void closeNew(StepContext &context);
// The same where OLD has handed over, but NEW is not open: it is closed for good first, then OLD
// is told so and holds again, whether or not OLD reaches NEW.
Plan takeCommitBackPlan();
void takeCommitBack(StepContext &context);

} // namespace relaymove
