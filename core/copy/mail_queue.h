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

// Sets OLD's aside and copies it into NEW's empty staging folder, over the link. Says where
// OLD's is; go-back.sh puts it back. Throws Failure{StateRefused} when OLD serves again.
QString stageQueue(StepContext &context);
// Ids and checksums of both sides are equal. `flights`: what OLD still delivers, and marks
// meanwhile (in_flight.h).
Claim queueClaim(StepContext &context, const QString &queue, const QByteArray &flights);
// Renames the staged queue into place, once per cutover, and freezes it; the flights until OLD
// has said how they ended.
void swapQueueIn(StepContext &context, const QByteArray &flights);
// After the commit point: NEW delivers what was frozen, and postfix starts at boot: it is
// settled. OLD says so, too, and NEW itself after a while (commit.h).
inline constexpr auto afterOpeningPath = "/etc/relaymove/after-opening.sh";
Action writeAfterOpening();
Plan releaseQueuePlan();
void releaseQueue(StepContext &context);

} // namespace relaymove
