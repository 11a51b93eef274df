#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Postfix' queue on its way from OLD to NEW. Short queue ids are inode numbers: a
// copied file is renamed by postsuper, and the same file copied once more would
// be a second message (relay-facts.md, "The queue"). So OLD's is set aside, where no start of
// its postfix finds it, staged from there, compared, swapped in
// once by renaming - NEW's record says `filled` then - and from then on never copied again.
//
// Until the commit point everything in NEW's queue is on hold ("frozen"): nothing
// of it leaves NEW while OLD may still serve again with its own copy.

Plan queuePlan();
inline const QString queueRoot = QStringLiteral("/var/spool/postfix/");
inline const QString queueAside = QStringLiteral("/var/spool/postfix/relaymove-aside/");
// The eleven queue folders that are copied; pid files and sockets stay behind.
const QStringList &queueFolders();

// Sets OLD's aside and copies it into NEW's empty staging folder, over the link. Says where
// OLD's is; go-back.sh puts it back. Throws Failure{StateRefused} when OLD serves again.
QString stageQueue(StepContext &context);
// Ids and checksums of both sides are equal.
Claim queueClaim(StepContext &context, const QString &queue);
// Renames the staged queue into place, once per cutover, and freezes it.
void swapQueueIn(StepContext &context);
// After the commit point: NEW delivers what was frozen, and postfix starts at boot: it is
// settled. OLD says so, too, and NEW itself after a while (hand_over.h).
inline constexpr auto afterOpeningPath = "/etc/relaymove/after-opening.sh";
Command writeAfterOpening();
void releaseQueue(StepContext &context);
// What is left of it on NEW.
inline constexpr auto stagingFolder = "/var/spool/postfix/relaymove-staging";
inline constexpr auto heldBeforePath = "/etc/relaymove/held-before";

} // namespace relaymove
