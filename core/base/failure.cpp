#include "core/base/failure.h"

#include <array>
#include <utility>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

using Names = std::array<std::pair<FailureKind, QString>, 17>;

const Names &names()
{
    static const Names table{{
        {FailureKind::CommandFailed, u"command-failed"_s},
        {FailureKind::CommandTimedOut, u"command-timed-out"_s},
        {FailureKind::Unreachable, u"unreachable"_s},
        {FailureKind::ConnectionLost, u"connection-lost"_s},
        {FailureKind::HostKeyUnknown, u"host-key-unknown"_s},
        {FailureKind::HostKeyChanged, u"host-key-changed"_s},
        {FailureKind::NotAuthorised, u"not-authorised"_s},
        {FailureKind::Undescribed, u"undescribed"_s},
        {FailureKind::NotDone, u"not-done"_s},
        {FailureKind::ClaimFalse, u"claim-false"_s},
        {FailureKind::Refused, u"refused"_s},
        {FailureKind::BadInput, u"bad-input"_s},
        {FailureKind::DnsFailed, u"dns-failed"_s},
        {FailureKind::CmdeployFailed, u"cmdeploy-failed"_s},
        {FailureKind::LockedByOther, u"locked-by-other"_s},
        {FailureKind::AnswerNeeded, u"answer-needed"_s},
        {FailureKind::LocalTrouble, u"local-trouble"_s},
    }};
    return table;
}

struct Sentence
{
    QString happened, next;
};

Sentence connectionSentence(const Failure &f)
{
    const QString first = f.arguments.value(0), second = f.arguments.value(1);
    switch (f.kind) {
    case FailureKind::Unreachable:
        return {
            u"%1 can't be reached: %2."_s.arg(first, second),
            u"Check that the machine is on, that its address is right and that its sshd answers; then resume."_s};
    case FailureKind::ConnectionLost:
        return {
            u"The connection broke (%1) while \"%2\" was under way."_s.arg(first, second),
            u"Resume: Relaymove looks at what is true on both machines and goes on from there."_s};
    case FailureKind::HostKeyUnknown:
        return {
            u"%1 shows a host key that nobody has confirmed yet: %2 %3."_s.arg(
                first, second, f.arguments.value(2)),
            u"Compare the fingerprint with the machine's console or your provider's panel, then accept it."_s};
    case FailureKind::HostKeyChanged:
        return {u"%1 shows another host key (%3) than the one that you confirmed (%2)."_s.arg(
                    first, second, f.arguments.value(2)),
                u"Do not go on before you know why: the machine was reinstalled, the address leads "
                u"elsewhere, or "
                "somebody is in between. Nothing was sent to it."_s};
    default:
        return {
            u"%1 does not let this computer in (tried: %2)."_s.arg(first, second),
            u"Put your public key into /root/.ssh/authorized_keys there, or load the right key "
            u"into your "
            "agent. cmdeploy logs in as root: the machine needs \"PermitRootLogin prohibit-password\"."_s};
    }
}

Sentence sentence(const Failure &f)
{
    const QString first = f.arguments.value(0), second = f.arguments.value(1),
                  third = f.arguments.value(2);
    switch (f.kind) {
    case FailureKind::CommandFailed:
        return {u"The command \"%1\" ended with %2."_s.arg(first, second),
                u"Look at its output, mend what it names, then resume."_s};
    case FailureKind::CommandTimedOut:
        return {u"The command \"%1\" did not end within %2 s."_s.arg(first, second),
                u"Look whether the machine is overloaded or its disk hangs, then resume."_s};
    case FailureKind::Unreachable:
    case FailureKind::ConnectionLost:
    case FailureKind::HostKeyUnknown:
    case FailureKind::HostKeyChanged:
    case FailureKind::NotAuthorised:
        return connectionSentence(f);
    case FailureKind::Undescribed:
        return {
            u"A step wanted to run a command that it had not announced: \"%1\". It was not run."_s
                .arg(first),
            u"This is a mistake in Relaymove; please report it with the log."_s};
    case FailureKind::NotDone:
        return {u"The step ran to its end, and yet: %1."_s.arg(first),
                u"Look at the log, then resume."_s};
    case FailureKind::ClaimFalse:
        return {
            u"Not proven: %1. Expected %2, but saw %3."_s.arg(first, second, third),
            u"Nothing goes on before this is true. Look at the log, mend the cause, then resume."_s};
    case FailureKind::Refused:
    case FailureKind::BadInput:
        return {first, second};
    case FailureKind::DnsFailed:
        return {u"The name server %1 did not do what was asked: %2"_s.arg(first, second),
                u"Check the key and the server, or enter the records by hand."_s};
    case FailureKind::CmdeployFailed:
        return {u"cmdeploy stopped at \"%1\"."_s.arg(first),
                u"Its last words are in the output; mend what they name, then resume."_s};
    case FailureKind::LockedByOther:
        if (f.where == Role::Admin)
            return {u"Another window or terminal works on this migration at this moment."_s,
                    u"Go on there, or end it and try again here."_s};
        return {u"Another migration (%1) holds this machine."_s.arg(first),
                u"Finish or roll back that one first, on the computer where it was started."_s};
    case FailureKind::AnswerNeeded:
        return {u"An answer is needed that no option gave: %1"_s.arg(first), second};
    case FailureKind::LocalTrouble:
        return {u"%1: %2."_s.arg(first, second), u"Mend this on your computer, then resume."_s};
    }
    Q_UNREACHABLE();
}

QString whereText(Role role)
{
    switch (role) {
    case Role::Old:
        return u"on OLD, the present machine"_s;
    case Role::New:
        return u"on NEW, the future machine"_s;
    case Role::Admin:
        return u"on this computer"_s;
    case Role::Dns:
        return u"at the name servers"_s;
    }
    Q_UNREACHABLE();
}

QString mailText(const QString &servedBy)
{
    if (servedBy == u"OLD")
        return u"Your mail is not affected: OLD serves it."_s;
    if (servedBy == u"NEW")
        return u"Your mail is served by NEW."_s;
    if (servedBy == u"both")
        return u"BOTH machines serve mail: stop one of them."_s;
    if (servedBy == u"unknown")
        return u"It is not known who serves mail at this moment."_s;
    return u"Nobody serves mail at this moment. New connections wait on OLD and nothing is "
           u"refused; "
           "OLD starts again by itself if nothing is decided."_s;
}

} // namespace

Explanation explain(const Failure &failure, const QString &servedBy)
{
    const Sentence words = sentence(failure);
    return {words.happened, whereText(failure.where), mailText(servedBy), words.next};
}

QString failureKindName(FailureKind kind)
{
    for (const auto &[known, name] : names()) {
        if (known == kind)
            return name;
    }
    Q_UNREACHABLE();
}

FailureKind failureKindFromName(QStringView name)
{
    for (const auto &[kind, known] : names()) {
        if (known == name)
            return kind;
    }
    return FailureKind::LocalTrouble;
}

} // namespace relaymove
