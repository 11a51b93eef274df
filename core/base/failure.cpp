#include "core/base/failure.h"

#include "core/base/json_fields.h"
#include "core/base/unreachable.h"
#include "core/base/user_text.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace failure {

void eachField(Is<LocalTrouble> auto &f, auto visit)
{
    visit(u"what", f.what);
    visit(u"why", f.why);
}
void eachField(Is<CommandFailed> auto &f, auto visit)
{
    visit(u"command", f.command);
    visit(u"exitCode", f.exitCode);
    visit(u"bySignal", f.bySignal);
}
void eachField(Is<CommandTimedOut> auto &f, auto visit)
{
    visit(u"command", f.command);
    visit(u"seconds", f.seconds);
}
void eachField(Is<SaidTooMuch> auto &f, auto visit)
{
    visit(u"command", f.command);
    visit(u"megabytes", f.megabytes);
}
void eachField(Is<Unreachable> auto &f, auto visit)
{
    visit(u"address", f.address);
    visit(u"why", f.why);
}
void eachField(Is<ConnectionLost> auto &f, auto visit)
{
    visit(u"why", f.why);
    visit(u"command", f.command);
}
void eachField(Is<HostKeyUnknown> auto &f, auto visit)
{
    visit(u"address", f.address);
    visit(u"keyType", f.keyType);
    visit(u"fingerprint", f.fingerprint);
}
void eachField(Is<HostKeyChanged> auto &f, auto visit)
{
    visit(u"address", f.address);
    visit(u"pinned", f.pinned);
    visit(u"seen", f.seen);
}
void eachField(Is<NotAuthorised> auto &f, auto visit)
{
    visit(u"who", f.who);
    visit(u"tried", f.tried);
    visit(u"said", f.said);
}
void eachField(Is<Undescribed> auto &f, auto visit) { visit(u"command", f.command); }
void eachField(Is<NotDone> auto &f, auto visit) { visit(u"missing", f.missing); }
void eachField(Is<ClaimFalse> auto &f, auto visit)
{
    visit(u"claim", f.claim);
    visit(u"expected", f.expected);
    visit(u"observed", f.observed);
}
void eachField(Is<Refused, BadInput> auto &f, auto visit)
{
    visit(u"what", f.what);
    visit(u"remedy", f.remedy);
}
void eachField(Is<DnsFailed> auto &f, auto visit)
{
    visit(u"server", f.server);
    visit(u"said", f.said);
}
void eachField(Is<CmdeployFailed> auto &f, auto visit) { visit(u"operation", f.operation); }
void eachField(Is<LockedByOther> auto &f, auto visit) { visit(u"migration", f.migration); }
void eachField(Is<LeaseTaken> auto &f, auto visit)
{
    visit(u"who", f.who);
    visit(u"since", f.since);
}
void eachField(Is<StateRefused> auto &f, auto visit)
{
    visit(u"state", f.state);
    visit(u"cutover", f.cutover);
    visit(u"command", f.command);
}
void eachField(Is<AnswerNeeded> auto &f, auto visit)
{
    visit(u"question", f.question);
    visit(u"remedy", f.remedy);
}

} // namespace failure

namespace {
using namespace failure;

// In the order of Any.
constexpr NamesOf<Any> names{
    u"local-trouble",   u"command-failed",  u"command-timed-out", u"said-too-much",
    u"unreachable",     u"connection-lost", u"host-key-unknown",  u"host-key-changed",
    u"not-authorised",  u"undescribed",     u"not-done",          u"claim-false",
    u"refused",         u"bad-input",       u"dns-failed",        u"cmdeploy-failed",
    u"locked-by-other", u"lease-taken",     u"state-refused",     u"answer-needed"};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Failure)
};

struct Sentence
{
    QString happened, next;
};

// Of a host's record (core/guard/guard.sh), as what it means.
QString stateWords(const QString &state)
{
    if (state.isEmpty())
        return UserText::tr("it takes part in no move");
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

Sentence sentence(const LocalTrouble &f)
{
    return {Words::tr("%1: %2.").arg(f.what, f.why),
            Words::tr("Mend this on your computer, then try again.")};
}
Sentence sentence(const CommandFailed &f)
{
    const QString code = QString::number(f.exitCode);
    return {Words::tr("The command \"%1\" ended with %2.")
                .arg(f.command, f.bySignal ? u"signal "_s + code : code),
            Words::tr("Look at its output, fix what it names, then try again.")};
}
Sentence sentence(const CommandTimedOut &f)
{
    return {Words::tr("The command \"%1\" did not end within %2 s.")
                .arg(f.command, QString::number(f.seconds)),
            Words::tr("Look whether the machine is overloaded or its disk hangs, then try again.")};
}
Sentence sentence(const SaidTooMuch &f)
{
    return {Words::tr("The command \"%1\" did not stop talking: its answer is longer than the "
                      "%2 MB that it may have, and was not listened to any further.")
                .arg(f.command, QString::number(f.megabytes)),
            Words::tr("Run it on that machine by hand and look at what it says. A program that "
                      "was exchanged there, or a shell that prints something at each log-in, "
                      "may be the cause; then try again.")};
}
Sentence sentence(const Unreachable &f)
{
    return {Words::tr("%1 can't be reached: %2.").arg(f.address, f.why),
            Words::tr("Check that the machine is on, that its address is right and that its "
                      "sshd answers; then try again.")};
}
Sentence sentence(const ConnectionLost &f)
{
    return {
        Words::tr("The connection broke (%1) while \"%2\" was under way.").arg(f.why, f.command),
        Words::tr("Try again: Relaymove looks at what is true on both machines and goes on from "
                  "there.")};
}
Sentence sentence(const HostKeyUnknown &f)
{
    return {Words::tr("%1 shows a host key that nobody has confirmed yet: %2 %3.")
                .arg(f.address, f.keyType, f.fingerprint),
            Words::tr("Compare the fingerprint with the machine's console or your provider's "
                      "panel, then accept it.")};
}
Sentence sentence(const HostKeyChanged &f)
{
    return {Words::tr("%1 shows another host key (%3) than the one that you confirmed (%2).")
                .arg(f.address, f.pinned, f.seen),
            Words::tr("Do not go on before you know why: the machine was reinstalled, the address "
                      "leads elsewhere, or somebody is in between. Nothing was sent to it. Was it "
                      "reinstalled? Then forget the old key in the profile (or by "
                      "relaymove-cli profile forget-key) and confirm the new one.")};
}
Sentence sentence(const NotAuthorised &f)
{
    if (f.tried.isEmpty())
        return {Words::tr("%1 knows this computer's key, but runs no command of root's. It "
                          "says: %2")
                    .arg(f.who, f.said),
                Words::tr("Log in there as the user that it names and, with sudo, remove what "
                          "stands before \"ssh-\" on your key's line in "
                          "/root/.ssh/authorized_keys, above all command=\"...\": cmdeploy "
                          "logs in as root, too.")};
    return {Words::tr("%1 does not let this computer in (tried: %2).").arg(f.who, f.tried),
            Words::tr("Put your public key into /root/.ssh/authorized_keys there, or load the "
                      "right key into your agent. cmdeploy logs in as root: the machine needs "
                      "\"PermitRootLogin prohibit-password\".")};
}
Sentence sentence(const Undescribed &f)
{
    return {Words::tr(
                "A step wanted to run a command that it had not announced: \"%1\". It was not run.")
                .arg(f.command),
            Words::tr("This is a mistake in Relaymove; please report it with the log.")};
}
Sentence sentence(const NotDone &f)
{
    return {Words::tr("The step ran to its end, and yet: %1.").arg(f.missing),
            Words::tr("Look at the log, then try again.")};
}
Sentence sentence(const ClaimFalse &f)
{
    return {
        Words::tr("Not proven: %1. Expected %2, but saw %3.").arg(f.claim, f.expected, f.observed),
        Words::tr("Nothing goes on before this is true. Look at the log, fix the cause, "
                  "then try again.")};
}
Sentence sentence(const Is<Refused, BadInput> auto &f) { return {f.what, f.remedy}; }
Sentence sentence(const DnsFailed &f)
{
    return {Words::tr("The name server %1 did not do what was asked: %2").arg(f.server, f.said),
            Words::tr("Check the key and the server, or enter the records by hand.")};
}
Sentence sentence(const CmdeployFailed &f)
{
    return {Words::tr("cmdeploy stopped at \"%1\".").arg(f.operation),
            Words::tr("Its last words are in the output; fix what they name, then try again.")};
}
Sentence sentence(const LockedByOther &f)
{
    if (f.migration.isEmpty())
        return {Words::tr("Another window or terminal works on this migration at this moment."),
                Words::tr("Go on there, or end it and go on here.")};
    return {Words::tr("Another migration (%1) holds this machine.").arg(f.migration),
            Words::tr("Finish or roll back that one first, on the computer where it was started. "
                      "Was it given up for good? Then remove its record there: rm -r "
                      "/etc/relaymove/record")};
}
Sentence sentence(const LeaseTaken &f)
{
    return {Words::tr("%1 works on this move since %2; this computer changes nothing.")
                .arg(f.who, f.since),
            Words::tr("Talk to them. If they are gone, or it is you on another computer, take "
                      "over: the question in the window, or --take-over. From then on the "
                      "machines refuse what the other computer sends.")};
}
Sentence sentence(const StateRefused &f)
{
    if (f.state == u"serving") // it has no other host
        return {Words::tr("OLD serves again: it had heard nothing of this computer for too "
                          "long, or somebody told it to. It refused \"%1\".")
                    .arg(f.command),
                Words::tr("Nothing is lost, and NEW stays closed. Start again: Relaymove looks "
                          "at what is true and goes on from there.")};
    return {Words::tr("This machine refused a command, for %1: \"%2\".")
                .arg(stateWords(f.state), f.command),
            Words::tr("Something has happened to it since this program looked: another "
                      "computer moved on, say. Start again: Relaymove looks at what is true "
                      "and goes on from there.")};
}
Sentence sentence(const AnswerNeeded &f)
{
    return {Words::tr("An answer is needed that no option gave: %1").arg(f.question), f.remedy};
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
    const auto words = std::visit([](const auto &f) { return sentence(f); }, failure.what);
    return {words.happened, whereText(failure.where), words.next};
}

// The state has no other host.
bool tellsThatOldServes(const Failure &failure)
{
    const auto *refused = failure.as<StateRefused>();
    return refused && refused->state == u"serving";
}

Failure refused(Role where, const QString &what, const QString &remedy, const QByteArray &raw)
{
    return {Refused{what, remedy}, where, raw};
}

Failure localTrouble(const QString &what, const QString &why) { return {LocalTrouble{what, why}}; }

QJsonObject toJson(const Failure &failure)
{
    return {{u"kind"_s, names.at(failure.what.index()).toString()},
            {u"where"_s, roleName(failure.where)},
            {u"what"_s, std::visit([](const auto &f) { return fieldsToJson(f); }, failure.what)},
            {u"raw"_s, QString::fromUtf8(failure.raw)},
            {u"step"_s, failure.step}};
}

Failure failureFromJson(const QJsonObject &json)
{
    auto what = ofKind<Any>(names, json[u"kind"].toString()).value_or(Any());
    std::visit([&](auto &f) { fieldsFromJson(json[u"what"].toObject(), f); }, what);
    return {std::move(what), roleFromName(json[u"where"].toString()),
            json[u"raw"].toString().toUtf8(), json[u"step"].toString()};
}

} // namespace relaymove
