#pragma once
#include "core/migration/step.h"

#include <QStringList>

namespace relaymove {

// A dying OLD. The profile says so ("OLD's disk is failing"), or a step sees a read
// fail and asks; from then on it is a fact of the migration. In this mode
// - keys, passwords and the queue are copied before anything else;
// - a copy goes on past what can't be read, and past what hangs: a script beside
//   rsync sees that nothing moves any more and ends it, without waiting for it;
// - what can't be read is tried again, listed by mailbox, and left behind only when
//   the person says so; silence means that it is not;
// - nothing is installed on OLD: what it lacks is brought from NEW;
// - going back is said to be unsafe.

bool isCareful(const Profile &profile, const Facts &facts);
// One sentence for whoever may go back; empty: nothing speaks against it.
QString backWarning(const Profile &profile, const Facts &facts);

// Runs rsync and its words, that follow, past what hangs. {skip} is the file of what is
// left out, relative to the mailboxes; what hangs is added there.
QStringList carefulLauncher(int secondsToHang);
Command writeCarefulScript();
Command writeSkipList();
Plan carefulPlan();

// Whether rsync's complaints are those of a disk that fails.
bool tellsOfFailingDisk(const QByteArray &complaints);
// Whether to go on in this mode; `what` is the disk's own word. Throws when not.
void agreeToCare(StepContext &context, const QByteArray &complaints);

// What the complaints name, below `root`: "path<TAB>reason", each once.
QStringList unreadableIn(const QByteArray &complaints, const QString &root);
// The paths of such lines.
QStringList pathsOf(const QStringList &unreadable);
// "a@example.org: password, 3 messages", a mailbox a line.
QStringList byMailbox(const QStringList &paths);

// What was found unreadable now; what was left behind and can be read again is not
// left behind any more.
void rememberUnreadable(StepContext &context, const QStringList &unreadable);
// Whether all of it was agreed to.
bool isAgreedTo(const Facts &facts);
// Asks about what was not agreed to yet. Throws when it is not to be left behind.
void agreeToLeaveBehind(StepContext &context);

} // namespace relaymove
