#include "core/steps/preflight.h"

#include "core/base/amounts.h"
#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/cutover/outside_proof.h"
#include "core/dns/authority.h"
#include "core/guard/cutover_state.h"
#include "core/guard/guard.h"
#include "core/migration/claims.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/preflight/checkout.h"
#include "core/preflight/checks.h"
#include "core/preflight/move_addresses.h"
#include "core/preflight/release.h"
#include "core/preflight/survey.h"
#include "core/profiles/profile.h"
#include "core/records/address_records.h"
#include "core/salvage/memory_layer.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

AddressRecords recordsOf(StepContext &context)
{
    const DnsClient dns(context.control.stopForCommands());
    std::optional<Failure> failure;
    for (const ServerAnswer &answer : dns.addressesEverywhere(context.profile.domain)) {
        if (answer.records)
            return *answer.records;
        failure = answer.records.error();
    }
    throw failure.value_or(
        Failure{failure::DnsFailed{context.profile.domain, UserText::tr("it has no name servers")},
                Role::Dns});
}

QString secretTrouble(StepContext &context)
{
    if (context.profile.dns.method == DnsMethod::Manual)
        return {};
    try {
        [[maybe_unused]] const Secret secret = dnsSecret(context);
        return {};
    } catch (const Failure &failure) {
        const auto *trouble = failure.as<failure::LocalTrouble>();
        return trouble ? trouble->why : explain(failure).happened;
    }
}

QString listed(const QStringList &sentences)
{
    return sentences.size() == 1 ? sentences.first() : u"– "_s + sentences.join(u"\n– "_s);
}

// Tells of each check; those that refuse end the step, all of them at once.
void examine(StepContext &context, const Profile &profile, const PreflightSnapshot &seen)
{
    QList<Blocker> against;
    for (const CheckResult &each : checkResults(profile, context.facts, seen)) {
        if (!each.blockers)
            context.report.check({each.what, {}, CheckVerdict::NotLookedAt});
        else if (each.blockers->isEmpty())
            context.report.check({each.what, {}, CheckVerdict::Passed});
        for (const Blocker &blocker : each.blockers.value_or(QList<Blocker>{})) {
            context.report.check({blocker.what, blocker.remedy, CheckVerdict::Refused});
            against << blocker;
        }
    }
    if (against.isEmpty())
        return;
    QStringList what, remedy;
    for (const Blocker &blocker : against) {
        what << blocker.what;
        if (!remedy.contains(blocker.remedy))
            remedy << blocker.remedy;
    }
    throw refused(against.first().where, listed(what), listed(remedy));
}

class Preflight : public Step
{
public:
    StepId id() const override { return StepId::Preflight; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan = surveyPlan();
        append(plan, {trialsPlan(profile), fetchCheckoutPlan(), releasePlan(), memoryLayerPlan(),
                      claimPlan(), oldTrialPlan()});
        return filled(std::move(plan), profile, facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (context.facts.relay.domain.isEmpty())
            return Inspection::absent(UserText::tr("nothing is known yet"));
        const bool isNewOurs = holds(context.target, context);
        // From the cutover on, the checks would find what the cutover changed.
        if (isNewOurs && isOpen(context))
            return Inspection::done(UserText::tr("NEW serves already"));
        refuseOtherNew(context);
        if (!isNewOurs)
            return Inspection::partial(UserText::tr("NEW bears no mark of this migration"));
        if (!holds(context.source, context))
            return Inspection::partial(UserText::tr("OLD bears no mark of this migration"));
        if (!standingHold(context).isEmpty())
            return Inspection::done(UserText::tr("the cutover has begun"));
        if (!m_looked)
            return Inspection::partial(UserText::tr("looked at before; looking again"));
        return Inspection::done(UserText::tr("both machines are this migration's"));
    }

    void run(StepContext &context) override
    {
        PreflightSnapshot seen = lookAround(context);
        bringCheckout(context, seen);
        examine(context, context.profile, seen);
        if (const auto path = settleRelease(context, seen.relay, seen.checkout)) {
            Profile chosen = context.profile;
            chosen.checkout = *path;
            chosen.ini.clear();
            seen.checkout = surveyCheckout(context.admin, chosen);
            examine(context, chosen, seen);
            context.useCheckout(*path);
        }
        for (const Advisory &advisory : advisories(context.profile, seen))
            context.report.check({advisory.what, advisory.remedy, CheckVerdict::Advisory});
        remember(context, seen);
        layMemory(context);
        claimHost(context, context.source);
        claimHost(context, context.target);
        for (const Advisory &advisory : tryOld(context))
            context.report.check({advisory.what, advisory.remedy, CheckVerdict::Advisory});
        m_looked = true;
        context.report.note(UserText::tr("%1 mailboxes, %2 messages, %3, %4 in the queue")
                                .arg(numberText(seen.relay.mailboxes),
                                     numberText(seen.relay.messages), sizeText(seen.relay.bytes),
                                     numberText(seen.relay.queued)));
    }

    QList<Claim> prove(StepContext &context) override
    {
        QList<Claim> claims{fits(context.source), fits(context.target), leadsToOld(context),
                            isMarked(context.target, context)};
        if (context.facts.disk.readOnly.isEmpty())
            claims << isMarked(context.source, context);
        return claims;
    }

private:
    static Claim fits(Host &host)
    {
        const HostSnapshot seen = surveyHost(host);
        return claimEqual(Proof::HostsFit, roleName(host.role()), u"debian 12"_s, seen.system);
    }

    // Once our own dns step was here, the records may lead to NEW already.
    static Claim leadsToOld(StepContext &context)
    {
        const Facts &facts = context.facts;
        QStringList right{facts.addresses.oldV4, facts.addresses.oldV6};
        if (!facts.cutover.id.isEmpty())
            right << facts.addresses.newV4 << facts.addresses.newV6;
        right.removeAll(QString());
        const AddressRecords records = recordsOf(context);
        const QStringList served = records.v4 + records.v6;
        const bool all = std::ranges::all_of(
            served, [&](const QString &address) { return right.contains(address); });
        return {Proof::AddressesAreOlds, UserText::tr("%1 leads to").arg(context.profile.domain),
                right.join(u", "_s), served.join(u", "_s), all && !served.isEmpty()};
    }

    static Claim isMarked(Host &host, const StepContext &context)
    {
        const QString holder = recordOf(host).migration;
        const QString seen =
            holder.isEmpty() ? UserText::tr("none") : UserText::tr("another migration's");
        const bool ours = holder == context.profile.id;
        return {Proof::HostsMarked, UserText::tr("%1's mark").arg(roleName(host.role())),
                UserText::tr("this migration's"), ours ? UserText::tr("this migration's") : seen,
                ours};
    }

    static bool holds(Host &host, const StepContext &context)
    {
        const HostRecord record = recordOf(host);
        refuseOtherHolder(host, record, context.profile.id);
        return record.migration == context.profile.id;
    }

    static PreflightSnapshot lookAround(StepContext &context)
    {
        PreflightSnapshot seen;
        seen.oldHost = surveyHost(context.source);
        seen.newHost = surveyHost(context.target);
        holds(context.source, context);
        seen.isOurs = holds(context.target, context);
        // Of another system the commands below are not known to work.
        if (seen.oldHost.isKnown())
            seen.relay = surveyRelay(context.source, context.profile, context.facts);
        if (seen.newHost.isKnown())
            seen.target = surveyTarget(
                context.target, seen.relay.config ? seen.relay.config->mailboxesDir : u"/home"_s);
        seen.checkout = surveyCheckout(context.admin, context.profile);
        seen.records = recordsOf(context);
        seen.secretTrouble = secretTrouble(context);
        lookFurther(context, seen);
        return seen;
    }

    // Only where the look so far would let the relay move: these cost seconds, and
    // some of them write a little.
    static void lookFurther(StepContext &context, PreflightSnapshot &seen)
    {
        if (!blockers(context.profile, context.facts, seen).isEmpty())
            return;
        const MoveAddresses addresses = addressesOf(context.profile, seen);
        QStringList old{addresses.oldV4, addresses.oldV6}, next{addresses.newV4, addresses.newV6};
        old.removeAll(QString());
        next.removeAll(QString());
        seen.trials = runTrials(context, seen.relay, old, next, !seen.isOurs);
    }

    // Nobody is asked for it before everything else is fine.
    static void bringCheckout(StepContext &context, PreflightSnapshot &seen)
    {
        if (seen.checkout.hasCmdeploy || !blockers(context.profile, context.facts, seen).isEmpty())
            return;
        fetchCheckout(context, seen.relay.checkout);
        seen.checkout = surveyCheckout(context.admin, context.profile);
    }

    static void remember(StepContext &context, const PreflightSnapshot &seen)
    {
        Facts &facts = context.facts;
        facts.relay.domain = context.profile.domain;
        facts.relay.tls = seen.relay.config->tls;
        facts.relay.tlsCertificate = seen.relay.config->certificate;
        facts.relay.tlsKey = seen.relay.config->key;
        facts.relay.mailboxesDir = seen.relay.config->mailboxesDir;
        facts.relay.version = seen.relay.version;
        facts.relay.extraFiles = seen.relay.extraFiles;
        facts.disk.readOnly = seen.relay.readOnly;
        facts.relay.mailboxes = seen.relay.mailboxes;
        facts.relay.mostMailboxes = qMax(facts.relay.mostMailboxes, seen.relay.mailboxes);
        facts.relay.messages = seen.relay.messages;
        facts.relay.bytes = seen.relay.bytes;
        facts.relay.queued = seen.relay.queued;
        rememberAddresses(context, seen);
        // A cutover stops units, and the ttl and dns steps change the records:
        // what was learnt before that stays.
        if (facts.cutover.id.isEmpty()) {
            facts.relay.units = activeRelayUnits(seen.relay.systemd);
            facts.relay.silentPorts = seen.relay.silentPorts;
            facts.relay.enabledUnits = enabledRelayUnits(seen.relay.systemd);
        }
        if (!facts.dns.oldTtlGone.isValid()) {
            facts.dns.recordsV4 = seen.records.v4;
            facts.dns.recordsV6 = seen.records.v6;
            facts.dns.ttlV4 = seen.records.ttl4;
            facts.dns.ttlV6 = seen.records.ttl6;
        }
        context.saveFacts();
    }

    static void rememberAddresses(StepContext &context, const PreflightSnapshot &seen)
    {
        Facts &facts = context.facts;
        if (facts.cutover.id.isEmpty()) {
            const MoveAddresses addresses = addressesOf(context.profile, seen);
            facts.addresses.oldV4 = addresses.oldV4;
            facts.addresses.oldV6 = addresses.oldV6;
            facts.addresses.newV4 = addresses.newV4;
            facts.addresses.newV6 = addresses.newV6;
        }
        facts.addresses.link =
            sourceTowards(context.source, facts.addresses.newV4.isEmpty() ? facts.addresses.newV6
                                                                          : facts.addresses.newV4);
    }

    bool m_looked = false;
};

} // namespace

std::unique_ptr<Step> makePreflight() { return std::make_unique<Preflight>(); }

} // namespace relaymove
