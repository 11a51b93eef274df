#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Postfix' queue on its way from OLD to NEW. Short queue ids are inode numbers: a
// copied file is renamed by postsuper, and the same file copied once more would
// be a second message (relay-facts.md, "The queue"). So it is staged, compared,
// swapped in once by renaming, marked on NEW with the cutover's id, and from then
// on never copied again.
//
// Until the commit point everything in NEW's queue is on hold ("frozen"): nothing
// of it leaves NEW while OLD may still serve again with its own copy.

Plan queuePlan();
inline const QString queueRoot = QStringLiteral("/var/spool/postfix/");
// The eleven queue folders that are copied; pid files and sockets stay behind.
const QStringList &queueFolders();

// Copies into NEW's empty staging folder, over the link.
void stageQueue(StepContext &context);
// Ids and checksums of both sides are equal.
Claim queueClaim(StepContext &context);
// Renames the staged queue into place, once per cutover, and freezes it.
void swapQueueIn(StepContext &context);
// The cutover whose queue NEW has; empty when it has none.
QString swappedQueue(StepContext &context);
// OLD's queue out of its postfix' sight: any start there would send it again. Throws
// Failure{ClaimFalse} when OLD serves again.
void setOldQueueAside(StepContext &context); // go-back.sh puts it back
// After the commit point: NEW delivers what was frozen, and postfix starts at boot.
// A script on NEW, which OLD runs too (hand_over.h).
inline constexpr auto afterOpeningPath = "/etc/relaymove/after-opening.sh";
Command writeAfterOpening();
void releaseQueue(StepContext &context);
// What is left of it on NEW.
inline constexpr auto stagingFolder = "/var/spool/postfix/relaymove-staging";
inline constexpr auto heldBeforePath = "/etc/relaymove/held-before";

} // namespace relaymove
