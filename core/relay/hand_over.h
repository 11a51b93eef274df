#pragma once
#include "core/migration/step.h"

namespace relaymove {

// The commit point, and what must follow it at once, as one unit on OLD that needs
// nobody: OLD's way back is disarmed; NEW is told over the link to open, again and
// again until it says so; then OLD passes its users on. From its first command on
// this computer may vanish: NEW ends up serving. The decision itself is taken on
// NEW, under a lock: it is either open or closed to this cutover, never both.

// On NEW: its fence is to be lifted for good; and which cutover can't do that any more.
inline constexpr auto openPath = "/etc/relaymove/open.sh";
inline constexpr auto committedPath = "/etc/relaymove/committed";
inline constexpr auto closedPath = "/etc/relaymove/closed";
// On OLD: its way back is disarmed, for this cutover.
inline constexpr auto disarmedPath = "/etc/relaymove/disarmed";
Command readCommitted();
Command readDisarmed();

Plan handOverPlan();
// Before the outage: the scripts and the unit.
void prepareHandOver(StepContext &context);
// Starts it, or joins the one under way, and follows it: milestones open and
// forwarded. Throws Failure when OLD serves already, or NEW can't be told.
void handOver(StepContext &context);
// Before going back: no hand-over can open NEW any more. False when NEW could not be told,
// and OLD shows that nothing had begun to open it. Throws Refused when NEW is open already.
bool closeGate(StepContext &context);

} // namespace relaymove
