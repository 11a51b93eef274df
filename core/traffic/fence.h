#pragma once
#include "core/migration/step.h"

namespace relaymove {

// NEW's fence: an nftables table of our own in a unit of our own (tables.h). It drops what
// comes to the public ports from anywhere but lo, on both families, is there again after a
// reboot, and stands when somebody flushes everything. Where it does not stand, none of the
// relay's units starts (relaymove-behind-fence.service). NEW's guard lifts it when it opens
// (commit.h).

Plan fencePlan();
// Also takes away the way to OLD, if there was one.
void raiseFence(StepContext &context);
Plan fenceLookPlan();
// Loaded, and enabled for the next boot.
bool isFenced(StepContext &context);
// Fails where the fence does not stand.
Action listFence();

// From the cutover on DNS may lead to NEW while OLD serves, or holds: whoever comes
// to NEW is then passed on to OLD and served there, or waits there. For as long as
// the fence stands, so that a move that nobody finishes cuts nobody off.
Plan forwardToOldPlan(const Facts &facts);
void forwardToOld(StepContext &context);

// After the opening: nothing of it is left but the passing of connections that go on.
Plan takeFenceAwayPlan();
void takeFenceAway(StepContext &context);

QByteArray fenceRules();
QByteArray forwardToOldRules(const Facts &facts);

} // namespace relaymove
