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

bool isSalvage(const Profile &profile, const Facts &facts);
// How a copy takes OLD's disk; chosen once, where the copy begins. A plan lists both ways.
enum class Disk { Sound, Failing };
Disk diskOf(const StepContext &context);
// Why a copy is made, where it is one of both ways.
QString overDisk(Disk disk, const QString &why);
// One sentence for whoever may go back; empty: nothing speaks against it.
QString backWarning(const Profile &profile, const Facts &facts);

// A disk is left this long with a file before a copy goes on past it: drives and kernel
// try a bad sector again for many seconds. Within the outage users wait.
inline constexpr int liveHang = 30;
inline constexpr int outageHang = 10;
// Runs rsync and its words, that follow, past what hangs below `root`, what it copies from. For
// a sound disk it is no words at all.
QStringList salvageLauncher(Disk disk, int secondsToHang,
                            const QString &root = QStringLiteral("{mailboxes}"));
Plan salvagePlan();
// Before each such copy: what it leaves out from its start.
void prepareSalvage(StepContext &context, const QString &root,
                    const QList<UnreadableFile> &unreadable);

// Whether rsync's complaints are those of a disk that fails.
bool tellsOfFailingDisk(const QByteArray &complaints);
// Whether to go on in this mode; without complaints because of what is known to be
// unreadable. Throws when not.
void agreeToSalvage(StepContext &context, const QByteArray &complaints);

// What the complaints name, each once.
QList<UnreadableFile> unreadableIn(const QByteArray &complaints, const QString &mailboxes);
QStringList pathsOf(const QList<UnreadableFile> &unreadable);
// Which copy meets a path.
enum class Copy { Mailboxes, State, Queue };
QList<UnreadableFile> unreadableBy(Copy copy, const QList<UnreadableFile> &unreadable);
// The same of what was agreed to be left behind.
QList<UnreadableFile> leftBehindBy(Copy copy, const Facts &facts);
// Words of find's that keep it out of what hangs below `from`, the mailboxes.
QStringList pastWhatHangs(const Facts &facts, const QString &from);
// "a@example.org: password, 3 messages", a mailbox a line.
QStringList byMailbox(const QStringList &paths);

// What this copy found unreadable now; what was left behind and can be read again is not
// left behind any more.
void rememberUnreadable(StepContext &context, Copy copy, const QList<UnreadableFile> &unreadable);
// Whether all of it was agreed to.
bool isAgreedTo(const Facts &facts);
// Asks about what was not agreed to yet. Throws when it is not to be left behind, or when
// no relay can do without it.
Plan dataLossPlan();
void confirmDataLoss(StepContext &context);
// Such lines, where a mailbox goes without its password: what the users have to do, after
// `before`; else empty. (chatmaild's doveauth takes the first log-in's word for the password.)
QString openAccounts(const QStringList &byMailbox, const QString &before);

} // namespace relaymove
