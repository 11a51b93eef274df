#include "core/records/address_records.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/migration/run_control.h"
#include "core/profiles/secret_store.h"

#include <QDeadlineTimer>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QStringList withoutEmpty(QStringList list)
{
    list.removeAll(QString());
    return list;
}

QString inWords(const QStringList &addresses, int ttl)
{
    return UserText::tr("%1 with TTL %2").arg(addresses.join(u", ")).arg(ttl);
}

// The error of a TSIG-signed update as BIND, Knot and PowerDNS name it (RFC 2136, RFC 8945).
QString inPlainWords(const QString &said, const DnsSettings &dns)
{
    if (said.contains(u"BADSIG"))
        return UserText::tr("the secret does not match its key \"%1\"").arg(dns.keyName);
    if (said.contains(u"BADKEY"))
        return UserText::tr("it has no key \"%1\"").arg(dns.keyName);
    if (said.contains(u"BADTIME"))
        return UserText::tr("its clock and this computer's differ by minutes");
    if (said.contains(u"REFUSED"))
        return UserText::tr("its key \"%1\" may not change this name").arg(dns.keyName);
    if (said.contains(u"NOTAUTH") || said.contains(u"NOTZONE"))
        return UserText::tr("it is not where the zone %1 is changed").arg(dns.zone);
    return said;
}

Action updateRecords(const Secret &script, const QString &why)
{
    return {Role::Admin, Purpose::Change, nsupdateCommand(script), why};
}

template <class Change>
void send(StepContext &context, const Change &change)
{
    const auto script = nsupdateScript(change, context.profile.dns, dnsSecret(context));
    if (!script)
        throw Failure{
            failure::BadInput{script.error(), UserText::tr("Correct it in the profile.")}};
    try {
        context.run(updateRecords(*script, UserText::tr("the records change")));
    } catch (Failure &failure) {
        if (failure.is<failure::CommandFailed>())
            throw Failure{
                failure::DnsFailed{
                    context.profile.dns.server,
                    inPlainWords(QString::fromUtf8(failure.raw).simplified(), context.profile.dns)},
                Role::Dns, failure.raw};
        throw;
    }
}

// Secondaries get it a moment later; the first server that answers must have it soon.
bool showsText(StepContext &context, const QString &name, const QString &text)
{
    const DnsClient dns(context.control.stopForCommands());
    const QDeadlineTimer deadline(10s);
    while (!dns.texts(name).contains(text)) {
        if (deadline.hasExpired())
            return false;
        context.control.pause(250ms);
    }
    return true;
}

// A resolver may keep for its whole TTL what an authority has said a moment ago.
void rememberOldAnswers(StepContext &context, const QList<ServerAnswer> &answers)
{
    const QStringList old =
        withoutEmpty({context.facts.addresses.oldV4, context.facts.addresses.oldV6});
    int ttl = 0; // seconds
    for (const ServerAnswer &answer : answers) {
        const AddressRecords records = answer.records.value_or(AddressRecords{});
        const bool leadsToOld = std::ranges::any_of(
            records.v4 + records.v6, [&](const QString &address) { return old.contains(address); });
        if (leadsToOld)
            ttl = std::max({ttl, records.ttl4, records.ttl6});
    }
    const QDateTime until = QDateTime::currentDateTimeUtc().addSecs(ttl);
    QDateTime &known = context.facts.dns.oldNeededUntil;
    if (ttl == 0 || (known.isValid() && known.msecsTo(until) < 1000))
        return;
    known = until;
    context.saveFacts();
}

QString trialName(const Profile &profile) { return u"_relaymove."_s + profile.domain; }

bool isFull(const AddressChange &change, const QList<ServerAnswer> &answers)
{
    return !answers.isEmpty() && std::ranges::all_of(answers, [&](const ServerAnswer &answer) {
        return isServedShort(change, answer);
    });
}

} // namespace

Secret dnsSecret(StepContext &context)
{
    const auto read = [&] {
        return context.secrets.read(context.profile.dnsSecretKey(),
                                    context.control.stopForCommands());
    };
    auto secret = read();
    while (!secret) {
        const QString why = secretTroubleText(secret.error());
        // Within the cutover nobody waits for a key: OLD forwards without it.
        const auto timeout = context.control.isUninterruptible()
                                 ? std::optional<std::chrono::seconds>(20s)
                                 : std::nullopt;
        using question::EnterSecret;
        if (context.control.ask(u"dns/secret"_s, Role::Dns,
                                EnterSecret{context.profile.dns.keyName, why},
                                timeout) != EnterSecret::Answer::Given)
            throw localTrouble(UserText::tr("The key of the name server can't be read"), why);
        secret = read();
    }
    return std::move(*secret);
}

Plan recordPlan(const Profile &profile, const QString &why)
{
    if (profile.dns.method == DnsMethod::Manual)
        return {};
    return {updateRecords({}, why)};
}

int lastingTtl(const Profile &profile, const Facts &facts)
{
    return profile.ttlAfter > 0 ? profile.ttlAfter : qMax(facts.dns.ttlV4, facts.dns.ttlV6);
}

AddressChange recordsAsFirstSeen(const Profile &profile, const Facts &facts, int ttl)
{
    return {.zone = profile.dns.zone,
            .name = profile.domain,
            .v4 = facts.dns.recordsV4,
            .v6 = facts.dns.recordsV6,
            .ttl = ttl};
}

AddressChange recordsToNew(const Profile &profile, const Facts &facts, int ttl)
{
    return {.zone = profile.dns.zone,
            .name = profile.domain,
            .v4 = withoutEmpty({facts.addresses.newV4}),
            .v6 = withoutEmpty({facts.addresses.newV6}),
            .ttl = ttl};
}

void sendRecords(StepContext &context, const AddressChange &change) { send(context, change); }

Plan dnsAccessPlan(const Profile &profile)
{
    return recordPlan(profile,
                      UserText::tr("writes a TXT record, %1, and removes it again: whether "
                                   "DNS can be changed")
                          .arg(trialName(profile)));
}

QString dnsAccessTrouble(StepContext &context)
{
    if (context.profile.dns.method == DnsMethod::Manual)
        return {};
    const TextChange trial{.zone = context.profile.dns.zone,
                           .name = trialName(context.profile),
                           .text = context.profile.id};
    bool isRefused = false;
    const auto write = [&] {
        try {
            send(context, trial);
        } catch (const Failure &failure) {
            isRefused = failure.is<failure::DnsFailed>();
            throw;
        }
        return showsText(context, trial.name, trial.text);
    };
    const auto remove = [&] {
        if (!isRefused)
            send(context, TextChange{.zone = trial.zone, .name = trial.name, .text = {}});
    };
    try {
        const bool shown = context.control.withoutTrace(write, remove);
        return shown ? QString()
                     : UserText::tr(
                           "%1 took a trial record, but the zone's name servers don't serve it.")
                           .arg(context.profile.dns.server);
    } catch (const Failure &failure) {
        return explain(failure).happened;
    }
}

bool askForRecords(StepContext &context, StepId step, const AddressChange &change,
                   std::optional<std::chrono::seconds> timeout)
{
    using question::EnterRecords;
    return context.control.ask(stepName(step) + u"/records"_s, Role::Dns,
                               EnterRecords{step, recordsByHand(change)},
                               timeout) == EnterRecords::Answer::Done;
}

QList<ServerAnswer> servedRecords(StepContext &context, std::chrono::milliseconds timeout)
{
    const DnsClient dns(context.control.stopForCommands(), {.resolvers = {}, .timeout = timeout});
    const QList<ServerAnswer> answers = dns.addressesEverywhere(context.profile.domain);
    rememberOldAnswers(context, answers);
    return answers;
}

QList<ServerAnswer> awaitRecords(StepContext &context, const AddressChange &change,
                                 std::chrono::seconds limit)
{
    const QDeadlineTimer deadline(limit);
    QList<ServerAnswer> answers = servedRecords(context, 4s);
    // Secondaries get a change a moment after the primary.
    while (!isFull(change, answers) && !deadline.hasExpired()) {
        context.control.pause(250ms);
        answers = servedRecords(context, 4s);
    }
    return answers;
}

bool isServedShort(const AddressChange &change, const ServerAnswer &answer)
{
    if (!answer.records)
        return false;
    AddressChange served = change;
    served.ttl = std::min(change.ttl, qMax(answer.records->ttl4, answer.records->ttl6));
    AddressRecords records = *answer.records;
    records.ttl4 = records.ttl6 = qMax(records.ttl4, records.ttl6);
    return isServed(served, records);
}

QList<Claim> recordClaims(Proof proof, const AddressChange &change,
                          const QList<ServerAnswer> &answers)
{
    QList<Claim> claims;
    for (const ServerAnswer &answer : answers) {
        Claim claim{proof, UserText::tr("%1 (%2) serves").arg(answer.server.name, answer.address),
                    inWords(change.v4 + change.v6, change.ttl), UserText::tr("no answer"),
                    isServedShort(change, answer)};
        if (answer.records)
            claim.observed =
                inWords(answer.records->v4 + answer.records->v6,
                        qMax(answer.records->ttl4, answer.records->ttl6)) +
                (answer.records->authoritative ? QString()
                                               : UserText::tr(", not as the authority"));
        claims << claim;
    }
    return claims;
}

} // namespace relaymove
