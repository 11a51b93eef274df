#include "core/cutover/outside_proof.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/net/mail_probe.h"
#include "core/profiles/profile.h"
#include "core/relay/addresses.h"
#include "core/relay/probe_account.h"
#include "core/relay/relay_trial.h"
#include "core/salvage/salvage.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

AnswerSheet answersOfOld(const Facts &facts)
{
    return AnswerSheet::fromLines(facts.cutover.answersOfOld);
}

// Those that the relay serves, and that answer on OLD where that was tried.
QList<int> portsToAnswer(const Facts &facts)
{
    const AnswerSheet old = answersOfOld(facts);
    QList<int> ports = servedPorts(facts);
    ports.removeIf([&](int port) { return old.failed().contains(trialOfPort(port)); });
    return ports;
}

bool isClosed(const Facts &facts)
{
    return facts.relay.extraFiles.contains(u"/etc/chatmail-nocreate"_s);
}

// What an admin who forbids new accounts expects of NEW. Not within the outage: dovecot
// lets a refused log-in wait for seconds.
Claim strangerRefused(const StepContext &context, const QString &address)
{
    const QString domain = context.facts.relay.domain;
    const auto inbox = imapLogin({.address = address, .port = 993, .name = domain, .verify = false},
                                 {.user = strangerIn(domain), .password = randomPassword()},
                                 context.control.stopForCommands());
    const QString what = UserText::tr("a new account on NEW"),
                  expected = UserText::tr("refused, as /etc/chatmail-nocreate wants");
    if (!inbox && inbox.error().kind == ProbeTrouble::Kind::Denied)
        return {Proof::MailWorks, what, expected, expected, true};
    return inbox ? Claim{Proof::MailWorks, what, expected, UserText::tr("made"), false}
                 : Claim{Proof::MailWorks, what, expected, inbox.error().detail, false};
}

// A claim that NEW answers as OLD does.
Claim asOld(Proof proof, const QString &what, const QString &expected, Trial trial,
            const Answered &onNew, const AnswerSheet &old)
{
    if (onNew.answer == Answer::Passed)
        return {proof, what, expected, expected, true};
    const bool isAsOld = isAsGood(trial, onNew, old);
    return {proof, what, isAsOld ? UserText::tr("as on OLD: %1").arg(old.of(trial).said) : expected,
            onNew.said, isAsOld};
}

struct MailClaim
{
    Trial trial;
    Proof proof;
    QString what, expected;
};

QList<MailClaim> mailClaims(const QString &domain)
{
    using enum Trial;
    return {{LogIn, Proof::MailWorks, UserText::tr("an account logs in on NEW"),
             UserText::tr("logged in")},
            {Submission, Proof::MailWorks, UserText::tr("NEW takes a message"),
             UserText::tr("accepted")},
            {Delivery, Proof::MailWorks, UserText::tr("the message is delivered on NEW"),
             UserText::tr("delivered")},
            {Signature, Proof::MailWorks, UserText::tr("the message is signed on NEW"),
             UserText::tr("a DKIM signature of %1").arg(domain)},
            {FromOutside, Proof::MailWorks, UserText::tr("NEW takes mail from other servers"),
             UserText::tr("accepted")},
            {DkimKey, Proof::DkimMatches, UserText::tr("the DKIM key on NEW and in DNS"),
             UserText::tr("equal")}};
}

// All of NEW's ports in one claim.
Claim portsClaim(const Facts &facts, const AnswerSheet &onNew)
{
    QStringList shut;
    const QList<int> ports = portsToAnswer(facts);
    for (const int port : ports) {
        if (const Answered seen = onNew.of(trialOfPort(port)); seen.answer != Answer::Passed)
            shut << u"%1 %2"_s.arg(port).arg(seen.said);
    }
    const QString all = UserText::tr("%1 ports open").arg(ports.size());
    return {Proof::PortsOpen, UserText::tr("NEW's ports, behind its fence"), all,
            shut.isEmpty() ? all : shut.join(u", "_s), shut.isEmpty()};
}

// Whether all public ports answer at `address`, which is among `reached` then. No claim where
// that can't be told from here.
void lookAtPorts(StepContext &context, const QString &whose, const QString &address,
                 QList<Claim> &claims, QStringList &reached)
{
    if (address.isEmpty())
        return;
    QList<Endpoint> endpoints;
    for (const int port : portsToAnswer(context.facts))
        endpoints << Endpoint{address, port};
    const QList<PortAnswer> answers = probePorts(endpoints, 5s, context.control.stopForCommands());
    if (!portAnswersTell(answers)) {
        context.report.note(
            UserText::tr("%1 can't be reached from this computer: its ports were not tried there")
                .arg(address));
        return;
    }
    reached << address;
    QStringList shut;
    for (qsizetype i = 0; i < endpoints.size(); ++i) {
        if (answers.at(i) != PortAnswer::Open)
            shut << u"%1 %2"_s.arg(endpoints.at(i).port).arg(portAnswerName(answers.at(i)));
    }
    const QString all = UserText::tr("%1 ports open").arg(endpoints.size());
    claims << Claim{Proof::PortsOpen, UserText::tr("%1's address %2").arg(whose, address), all,
                    shut.isEmpty() ? all : shut.join(u", "_s), shut.isEmpty()};
}

Claim neverTried(const QString &why)
{
    return {Proof::PortsOpen, UserText::tr("NEW's ports, tried from this computer"),
            UserText::tr("open"), why, false};
}

QStringList present(QStringList addresses)
{
    addresses.removeAll(QString());
    return addresses;
}

QString asFailed(const AnswerSheet &old, Trial trial)
{
    return UserText::tr("OLD does not pass a proof itself (%1): %2. NEW need not pass it either.")
        .arg(trialName(trial), old.of(trial).said);
}

Advisory advisoryOn(const AnswerSheet &old, Trial trial)
{
    if (trial == Trial::LogIn)
        return {
            UserText::tr("OLD lets no account in that is made for a trial: %1. How it answers to "
                         "mail is not known, and NEW must pass each proof.")
                .arg(old.of(trial).said),
            {}};
    return {asFailed(old, trial), UserText::tr("If it should, mend it on OLD and check again.")};
}

// By OLD's ssh, or where its sshd makes no connections as everybody comes.
AnswerSheet answersNow(StepContext &context)
{
    const QStringList addresses =
        present({context.facts.addresses.oldV4, context.facts.addresses.oldV6});
    auto approach = approachTo(context, context.source, addresses);
    if (!approach)
        approach = {.way = std::make_shared<NetworkWay>(), .address = addresses.value(0)};
    AnswerSheet sheet = tryRelay(context, context.source, *approach);
    const Answered certificate = tryCertificate(context, {approach->address}, approach->way.get());
    sheet.note(Trial::Certificate, certificate.answer, certificate.said);
    return sheet;
}

} // namespace

bool portAnswersTell(const QList<PortAnswer> &answers)
{
    return !std::ranges::all_of(answers,
                                [](PortAnswer each) { return each == PortAnswer::Unreachable; });
}

Plan oldTrialPlan() { return relayTrialPlan(Role::Old); }

// What it answered when it could be tried counts until it can be again.
QList<Advisory> tryOld(StepContext &context)
{
    const auto untried = [&](const QString &why) {
        return Advisory{
            context.facts.cutover.answersOfOld.isEmpty()
                ? UserText::tr("OLD could not be tried as NEW will be: %1 NEW must pass each "
                               "proof.")
                      .arg(why)
                : UserText::tr("OLD could not be tried once more: %1 What it answered before "
                               "counts.")
                      .arg(why),
            {}};
    };
    if (isSalvage(context.profile, context.facts))
        return {untried(UserText::tr("its disk fails, and nothing is written to it."))};
    QList<Advisory> advisories;
    try {
        const AnswerSheet sheet = answersNow(context);
        for (const Trial trial : sheet.failed())
            advisories << advisoryOn(sheet, trial);
        context.facts.cutover.answersOfOld = sheet.toLines();
    } catch (const Failure &failure) {
        advisories << untried(explain(failure).happened);
    }
    context.saveFacts();
    return advisories;
}

Plan fenceWayPlan() { return {routeTo(Role::New)}; }

QList<Blocker> blockersOfFenceWay(StepContext &context, const QStringList &newAddresses)
{
    if (newAddresses.isEmpty() || approachTo(context, context.target, newAddresses))
        return {};
    return {
        {Role::New,
         UserText::tr("NEW's ssh server makes no connections for this computer: NEW could not be "
                      "proven behind its fence."),
         UserText::tr("Set AllowTcpForwarding to yes in its /etc/ssh/sshd_config, also where a "
                      "Match or PermitOpen says otherwise, and reload it: %1")
             .arg(asRootOn(context.profile.newHost, {u"systemctl"_s, u"reload"_s, u"ssh"_s}))}};
}

Plan outsideProofPlan() { return relayTrialPlan(Role::New); }

QList<Claim> proveMailWorks(StepContext &context)
{
    const Facts &facts = context.facts;
    const auto approach = approachTo(context, context.target,
                                     present({facts.addresses.newV4, facts.addresses.newV6}));
    if (!approach)
        return {neverTried(UserText::tr("NEW's ssh server makes no connections"))};
    return claimsOf(tryRelay(context, context.target, *approach), facts);
}

QList<Claim> claimsOf(const AnswerSheet &onNew, const Facts &facts)
{
    const AnswerSheet old = answersOfOld(facts);
    QList<Claim> claims{portsClaim(facts, onNew)};
    for (const MailClaim &each : mailClaims(facts.relay.domain)) {
        if (onNew.isTried(each.trial))
            claims << asOld(each.proof, each.what, each.expected, each.trial, onNew.of(each.trial),
                            old);
    }
    return claims;
}

QList<Claim> proveFromOutside(StepContext &context, bool isOldThere)
{
    const Facts &facts = context.facts;
    QList<Claim> claims;
    QStringList reached;
    for (const QString &address : {facts.addresses.newV4, facts.addresses.newV6})
        lookAtPorts(context, u"NEW"_s, address, claims, reached);
    if (reached.isEmpty())
        return {neverTried(UserText::tr("NEW can't be reached from here"))};
    const QString onNew = reached.first();
    if (isOldThere) {
        lookAtPorts(context, u"OLD"_s, facts.addresses.oldV4, claims, reached);
        lookAtPorts(context, u"OLD"_s,
                    facts.addresses.newV6.isEmpty() ? QString() : facts.addresses.oldV6, claims,
                    reached);
    }
    claims << asOld(Proof::CertificateServed, UserText::tr("the certificate, on every port"),
                    UserText::tr("one certificate, for %1").arg(facts.relay.domain),
                    Trial::Certificate, tryCertificate(context, reached), answersOfOld(facts));
    if (isClosed(facts))
        claims << strangerRefused(context, onNew);
    return claims;
}

} // namespace relaymove
