#include "core/base/failure.h"

#include "core/base/unreachable.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

using Names = std::array<std::pair<FailureKind, QString>, 20>;

const Names &names()
{
    static const Names table{{
        {FailureKind::CommandFailed, u"command-failed"_s},
        {FailureKind::CommandTimedOut, u"command-timed-out"_s},
        {FailureKind::SaidTooMuch, u"said-too-much"_s},
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
        {FailureKind::LeaseTaken, u"lease-taken"_s},
        {FailureKind::StateRefused, u"state-refused"_s},
        {FailureKind::AnswerNeeded, u"answer-needed"_s},
        {FailureKind::LocalTrouble, u"local-trouble"_s},
    }};
    return table;
}

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Failure)
};

struct Sentence
{
    QString happened, next;
};

Sentence connectionSentence(const Failure &f)
{
    const QString first = f.arguments.value(0), second = f.arguments.value(1);
    switch (f.kind) {
    case FailureKind::Unreachable:
        return {Words::tr("%1 can't be reached: %2.").arg(first, second),
                Words::tr("Check that the machine is on, that its address is right and that its "
                          "sshd answers; then try again.")};
    case FailureKind::ConnectionLost:
        return {
            Words::tr("The connection broke (%1) while \"%2\" was under way.").arg(first, second),
            Words::tr(
                "Try again: Relaymove looks at what is true on both machines and goes on from "
                "there.")};
    case FailureKind::HostKeyUnknown:
        return {Words::tr("%1 shows a host key that nobody has confirmed yet: %2 %3.")
                    .arg(first, second, f.arguments.value(2)),
                Words::tr("Compare the fingerprint with the machine's console or your provider's "
                          "panel, then accept it.")};
    case FailureKind::HostKeyChanged:
        return {
            Words::tr("%1 shows another host key (%3) than the one that you confirmed (%2).")
                .arg(first, second, f.arguments.value(2)),
            Words::tr("Do not go on before you know why: the machine was reinstalled, the address "
                      "leads elsewhere, or somebody is in between. Nothing was sent to it. Was it "
                      "reinstalled? Then forget the old key in the profile (or by "
                      "relaymove-cli profile forget-key) and confirm the new one.")};
    case FailureKind::NotAuthorised:
        if (f.arguments.size() > 2)
            return {Words::tr("%1 knows this computer's key, but runs no command of root's. It "
                              "says: %2")
                        .arg(first, f.arguments.at(2)),
                    Words::tr("Log in there as the user that it names and, with sudo, remove what "
                              "stands before \"ssh-\" on your key's line in "
                              "/root/.ssh/authorized_keys, above all command=\"...\": cmdeploy "
                              "logs in as root, too.")};
        return {Words::tr("%1 does not let this computer in (tried: %2).").arg(first, second),
                Words::tr("Put your public key into /root/.ssh/authorized_keys there, or load the "
                          "right key into your agent. cmdeploy logs in as root: the machine needs "
                          "\"PermitRootLogin prohibit-password\".")};
    default:
        unreachable();
    }
}

// Of a host's record (core/guard/guard.sh), as what it means.
QString stateWords(const QString &state)
{
    if (state == u"serving")
        return Words::tr("it serves mail");
    if (state == u"held")
        return Words::tr("it is stopped for the cutover, and connections wait there");
    if (state == u"committed")
        return Words::tr("it has handed over to NEW");
    if (state == u"forwarding")
        return Words::tr("NEW serves, and it passes on to NEW");
    if (state == u"fenced")
        return Words::tr("it is behind its fence, and has not all of OLD's mail");
    if (state == u"filled")
        return Words::tr("it has all of OLD's mail, and was not opened yet");
    if (state == u"open")
        return Words::tr("it serves mail since a moment ago");
    if (state == u"settled")
        return Words::tr("it serves mail, for good");
    return state;
}

Sentence sentence(const Failure &f)
{
    const QString first = f.arguments.value(0), second = f.arguments.value(1),
                  third = f.arguments.value(2);
    switch (f.kind) {
    case FailureKind::CommandFailed:
        return {Words::tr("The command \"%1\" ended with %2.").arg(first, second),
                Words::tr("Look at its output, fix what it names, then try again.")};
    case FailureKind::CommandTimedOut:
        return {
            Words::tr("The command \"%1\" did not end within %2 s.").arg(first, second),
            Words::tr("Look whether the machine is overloaded or its disk hangs, then try again.")};
    case FailureKind::SaidTooMuch:
        return {Words::tr("The command \"%1\" did not stop talking: its answer is longer than the "
                          "%2 MB that it may have, and was not listened to any further.")
                    .arg(first, second),
                Words::tr("Run it on that machine by hand and look at what it says. A program that "
                          "was exchanged there, or a shell that prints something at each log-in, "
                          "may be the cause; then try again.")};
    case FailureKind::Unreachable:
    case FailureKind::ConnectionLost:
    case FailureKind::HostKeyUnknown:
    case FailureKind::HostKeyChanged:
    case FailureKind::NotAuthorised:
        return connectionSentence(f);
    case FailureKind::Undescribed:
        return {
            Words::tr(
                "A step wanted to run a command that it had not announced: \"%1\". It was not run.")
                .arg(first),
            Words::tr("This is a mistake in Relaymove; please report it with the log.")};
    case FailureKind::NotDone:
        return {Words::tr("The step ran to its end, and yet: %1.").arg(first),
                Words::tr("Look at the log, then try again.")};
    case FailureKind::ClaimFalse:
        return {Words::tr("Not proven: %1. Expected %2, but saw %3.").arg(first, second, third),
                Words::tr("Nothing goes on before this is true. Look at the log, fix the cause, "
                          "then try again.")};
    case FailureKind::Refused:
    case FailureKind::BadInput:
        return {first, second};
    case FailureKind::DnsFailed:
        return {Words::tr("The name server %1 did not do what was asked: %2").arg(first, second),
                Words::tr("Check the key and the server, or enter the records by hand.")};
    case FailureKind::CmdeployFailed:
        return {Words::tr("cmdeploy stopped at \"%1\".").arg(first),
                Words::tr("Its last words are in the output; fix what they name, then try again.")};
    case FailureKind::LockedByOther:
        if (f.where == Role::Admin)
            return {Words::tr("Another window or terminal works on this migration at this moment."),
                    Words::tr("Go on there, or end it and go on here.")};
        return {
            Words::tr("Another migration (%1) holds this machine.").arg(first),
            Words::tr("Finish or roll back that one first, on the computer where it was started. "
                      "Was it given up for good? Then remove its record there: rm -r "
                      "/etc/relaymove/record /etc/relaymove/marker")};
    case FailureKind::LeaseTaken:
        return {Words::tr("%1 works on this move since %2; this computer changes nothing.")
                    .arg(first, second),
                Words::tr("Talk to them. If they are gone, or it is you on another computer, take "
                          "over: the question in the window, or --take-over. From then on the "
                          "machines refuse what the other computer sends.")};
    case FailureKind::StateRefused:
        if (tellsThatOldServes(f))
            return {Words::tr("OLD serves again: it had heard nothing of this computer for too "
                              "long, or somebody told it to. It refused \"%1\".")
                        .arg(third),
                    Words::tr("Nothing is lost, and NEW stays closed. Start again: Relaymove looks "
                              "at what is true and goes on from there.")};
        return {Words::tr("This machine refused a command, for %1: \"%2\".")
                    .arg(stateWords(first), third),
                Words::tr("Something has happened to it since this program looked: another "
                          "computer moved on, say. Start again: Relaymove looks at what is true "
                          "and goes on from there.")};
    case FailureKind::AnswerNeeded:
        return {Words::tr("An answer is needed that no option gave: %1").arg(first), second};
    case FailureKind::LocalTrouble:
        return {Words::tr("%1: %2.").arg(first, second),
                Words::tr("Mend this on your computer, then try again.")};
    }
    unreachable();
}

QString whereText(Role role)
{
    switch (role) {
    case Role::Old:
        return Words::tr("on OLD, the present machine");
    case Role::New:
        return Words::tr("on NEW, the future machine");
    case Role::Admin:
        return Words::tr("on this computer");
    case Role::Dns:
        return Words::tr("at the name servers");
    }
    unreachable();
}

} // namespace

QString mailWords(WhoServes servedBy)
{
    if (servedBy == WhoServes::Old)
        return Words::tr("Your mail is not affected: OLD serves it.");
    if (servedBy == WhoServes::New)
        return Words::tr("Your mail is served by NEW.");
    if (servedBy == WhoServes::Both)
        return Words::tr("BOTH machines serve mail: stop one of them.");
    if (servedBy == WhoServes::Nobody)
        return Words::tr("Nobody serves mail at this moment. New connections wait on OLD and "
                         "nothing is refused; OLD starts again by itself if nothing is decided.");
    if (servedBy == WhoServes::Committed)
        return Words::tr("Nobody serves mail at this moment. New connections wait on OLD and "
                         "nothing is refused. OLD has handed over: it opens NEW as soon as it can "
                         "tell it, and does not start again by itself.");
    if (servedBy == WhoServes::Unasked)
        return Words::tr("Nothing was changed: whoever served your mail before still does.");
    return Words::tr("It is not known who serves mail at this moment.");
}

Explanation explain(const Failure &failure)
{
    const Sentence words = sentence(failure);
    return {words.happened, whereText(failure.where), words.next};
}

// The state has no other host.
bool tellsThatOldServes(const Failure &failure)
{
    return failure.kind == FailureKind::StateRefused && failure.arguments.value(0) == u"serving";
}

QString failureKindName(FailureKind kind)
{
    for (const auto &[known, name] : names()) {
        if (known == kind)
            return name;
    }
    unreachable();
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
