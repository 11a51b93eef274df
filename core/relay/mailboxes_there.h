#pragma once
#include "core/migration/blocker.h"
#include "core/migration/step.h"

namespace relaymove {

// A file system of OLD's that is not mounted any more looks like a relay without
// mailboxes: a pass would empty NEW, and both would compare as equal. So they are
// counted again before each pass, and held against the most that were ever seen.

bool areMissing(int mailboxes, const Facts &facts);
Blocker missingMailboxes(int mailboxes, int before, const QString &folder, const Profile &profile);

// A link among them is not copied: NEW would have to follow where OLD leads it. What lies
// behind it would stay on OLD, and nobody would notice.
Blocker linkedMailboxes(const QStringList &links);

Plan mailboxesTherePlan();
Plan linksAmongPlan();
// Reads one folder only, no mailbox: a disk that hangs in one does not hold it up.
int countMailboxes(Host &host, const QString &folder);
// Throws Failure{Refused} when they are not.
void mailboxesMustBeThere(StepContext &context);
// Of these paths below the mailboxes.
QStringList linksAmong(StepContext &context, const QStringList &paths);

} // namespace relaymove
