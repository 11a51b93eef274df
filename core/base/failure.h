#pragma once
#include "core/base/role.h"
#include "core/base/who_serves.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace relaymove {

// What can go wrong, in the words of the domain. explain() has a sentence for
// each; a new kind without one does not compile.
enum class FailureKind {
    CommandFailed,   // arguments: command line, exit code
    CommandTimedOut, // command line, seconds
    SaidTooMuch,     // command line, how many MB it may say
    Unreachable,     // address, what the system said
    ConnectionLost,  // address, what was under way
    HostKeyUnknown,  // address, fingerprint
    HostKeyChanged,  // address, pinned fingerprint, seen fingerprint
    NotAuthorised,   // user@address, methods tried; or a machine, nothing, what it said
                     // instead of running a command
    Undescribed,     // command line: a step ran what it did not say (a bug)
    NotDone,         // what is still missing after the step ran
    ClaimFalse,      // claim, expected, observed
    Refused,         // a preflight reason, a way out
    BadInput,        // what, why
    DnsFailed,       // server, what it said
    CmdeployFailed,  // operation, last lines
    LockedByOther,   // migration id that holds it; on ADMIN the journal
    LeaseTaken,      // who works on this migration from another computer; since when
    StateRefused,    // the host's state, its cutover, command line: it does not allow that
    AnswerNeeded,    // question that nobody could answer
    LocalTrouble,    // what, why (file, disk, program missing)
};

struct Failure
{
    FailureKind kind = FailureKind::LocalTrouble;
    Role where = Role::Admin;
    QStringList arguments;
    QByteArray raw; // output for the expert, one click away
    QString step;   // set by the runner
};

// A failure as a person reads it.
struct Explanation
{
    QString happened; // what
    QString where;    // on which machine
    QString next;     // what to do
};

Explanation explain(const Failure &failure);
// A host refused a command, for it is OLD and serves.
bool tellsThatOldServes(const Failure &failure);

// What it means for the mail that this one serves it at this moment.
QString mailWords(WhoServes servedBy);

// Thrown by a person's stop; a third outcome beside succeeded and failed.
struct Cancelled
{
};

QString failureKindName(FailureKind kind);
FailureKind failureKindFromName(QStringView name);

} // namespace relaymove
