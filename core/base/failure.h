#pragma once
#include "core/base/role.h"
#include "core/base/who_serves.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <variant>

namespace relaymove {

// What can go wrong, in the words of the domain. explain() has a sentence for each; a new kind
// without one does not compile.
namespace failure {

// On this computer: a file, its disk, a program that is missing.
struct LocalTrouble
{
    QString what, why;
};
struct CommandFailed
{
    QString command;
    int exitCode = 0;
    bool bySignal = false; // of which exitCode is the number
};
struct CommandTimedOut
{
    QString command;
    qint64 seconds = 0;
};
struct SaidTooMuch
{
    QString command;
    qint64 megabytes = 0; // that it may say
};
struct Unreachable
{
    QString address, why;
};
struct ConnectionLost
{
    QString why, command;
};
struct HostKeyUnknown
{
    QString address, keyType, fingerprint;
};
struct HostKeyChanged
{
    QString address, pinned, seen; // fingerprints
};
struct NotAuthorised
{
    QString who, tried; // user@address, ways to log in
    QString said;       // nothing was tried: by a machine, instead of running a command
};
// A step ran what it did not say: a bug.
struct Undescribed
{
    QString command;
};
struct NotDone
{
    QString missing; // still, after the step ran
};
struct ClaimFalse
{
    QString claim, expected, observed;
};
struct Refused
{
    QString what, remedy;
};
struct BadInput
{
    QString what, remedy;
};
struct DnsFailed
{
    QString server, said;
};
struct CmdeployFailed
{
    QString operation;
};
struct LockedByOther
{
    QString migration; // that holds the machine; empty: another program here has the journal
};
struct LeaseTaken
{
    QString who, since; // works on this migration from another computer
};
struct StateRefused
{
    QString state, cutover, command; // a HostState's name; empty: it takes part in no move
};
struct AnswerNeeded
{
    QString question, remedy;
};

using Any = std::variant<LocalTrouble, CommandFailed, CommandTimedOut, SaidTooMuch, Unreachable,
                         ConnectionLost, HostKeyUnknown, HostKeyChanged, NotAuthorised, Undescribed,
                         NotDone, ClaimFalse, Refused, BadInput, DnsFailed, CmdeployFailed,
                         LockedByOther, LeaseTaken, StateRefused, AnswerNeeded>;

} // namespace failure

struct Failure
{
    failure::Any what;
    Role where = Role::Admin;
    QByteArray raw; // output for the expert, one click away
    QString step;   // set by the runner

    template <class... Kinds>
    bool is() const
    {
        return (std::holds_alternative<Kinds>(what) || ...);
    }
    template <class Kind>
    const Kind *as() const
    {
        return std::get_if<Kind>(&what);
    }
};

Failure refused(Role where, const QString &what, const QString &remedy, const QByteArray &raw = {});
Failure localTrouble(const QString &what, const QString &why);

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

// The name of its kind ("command-failed"), and its fields.
QJsonObject toJson(const Failure &failure);
Failure failureFromJson(const QJsonObject &json);

} // namespace relaymove
