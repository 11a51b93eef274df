#include "core/steps/finish.h"

#include "core/base/amounts.h"
#include "core/base/user_text.h"
#include "core/cmdeploy/known_host.h"
#include "core/copy/bring_programs.h"
#include "core/copy/copy_link.h"
#include "core/copy/mail_queue.h"
#include "core/copy/mailbox_pass.h"
#include "core/cutover/commit.h"
#include "core/cutover/in_flight.h"
#include "core/guard/cutover_state.h"
#include "core/guard/guard.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/records/address_records.h"
#include "core/relay/probe_account.h"
#include "core/relay/queue_paths.h"
#include "core/steps/precopy.h"
#include "core/traffic/fence.h"
#include "core/traffic/put_back.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Action replaceKnownHost()
{
    return {Role::Admin, Purpose::Change,
            Command{"ssh-keygen", "-R", "{domain}"}.accepts({0, 1, 255}),
            UserText::tr("the domain's name meets another host key now")};
}
Action hasKnownHost()
{
    return {Role::Admin, Purpose::Look,
            Command{"ssh-keygen", "-F", "{domain}"}.accepts({0, 1, 255}),
            UserText::tr("whether your ssh knows the domain")};
}
Action unusedFiles()
{
    QStringList paths;
    for (const char *path : {stagingFolder, rescueFolder, precopiedPath, packProgramsPath, gatePath,
                             linkKeyPath, afterOpeningPath, heldBeforePath})
        paths << QString::fromLatin1(path);
    return {Role::New, Purpose::Change,
            Command(QStringList{u"rm"_s, u"-rf"_s} + paths + landingPathsOnNew()),
            UserText::tr("what NEW needs no longer")};
}
// Its files and flags would keep it still; so nothing of it stays enabled.
Action disableAutoRollback()
{
    return {Role::Old, Purpose::Change,
            Command{"systemctl", "disable", "--now", "relaymove-auto-rollback.timer"}.accepts(
                {0, 1, 4, 5}),
            UserText::tr("OLD's way back, disarmed before the commit point")};
}
const QString finished = u"finished"_s;

class Finish : public Step
{
public:
    StepId id() const override { return StepId::Finish; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan{disableAutoRollback(), unusedFiles(),  hasKnownHost(),
                  replaceKnownHost(),    addKnownHost(), noteDone(finished)};
        append(plan, {takeFenceAwayPlan(), landingPlan(), closeLinkPlan(),
                      removeProbeAccountsPlan(Role::New), putBackPlan(Role::New),
                      recordPlan(profile, UserText::tr("the A and AAAA records of %1, with their "
                                                       "lasting TTL")
                                              .arg(profile.domain))});
        return filled(during(std::move(plan), {HostState::Forwarding, HostState::Settled}), profile,
                      facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (!isOpen(context))
            return Inspection::conflict(UserText::tr("The relay has not moved yet."));
        if (recordOf(context.target).noted.contains(finished))
            return Inspection::done(UserText::tr("keys are gone, the TTL is back"));
        if (!m_missing.isEmpty())
            return Inspection::waiting(m_missing);
        return Inspection::absent(UserText::tr("not tidied up yet"));
    }

    void run(StepContext &context) override
    {
        m_missing = settleLanding(context);
        if (!m_missing.isEmpty())
            return;
        unlessOldIsGone(context, [&] { closeLink(context); });
        removeTraces(context);
        replacePinnedName(context);
        m_missing = settleRecords(context);
        if (!m_missing.isEmpty())
            return;
        context.run(noteDone(finished));
        context.report.note(
            UserText::tr("OLD is still needed until %1: resolvers may still send users there until "
                         "then, "
                         "and it passes them on. Some keep an address for longer: leave it on for "
                         "some days.")
                .arg(localMoment(context.facts.dns.oldNeededUntil)));
        context.report.note(
            UserText::tr("Limits and forwarding, which NEW has raised for those whom "
                         "OLD passes on, it sets back by itself in a week."));
        if (context.facts.disk.readOnly.contains(u"/etc"))
            context.report.note(UserText::tr(
                "What keeps OLD stopped is in its memory only. Do not reboot it, and once "
                "it is off, never start it at this network again: if its disk could be "
                "written then, it would send its old queue a second time."));
    }

    QList<Claim> prove(StepContext &context) override
    {
        return recordClaims(Proof::AddressesServed, wanted(context),
                            awaitRecords(context, wanted(context), 30s));
    }

private:
    // Deliveries of OLD's may still be under way: what NEW sends of them now would arrive
    // twice. So OLD counts as gone only where it answers nobody. What is missing, in words.
    static QString settleLanding(StepContext &context)
    {
        if (unlessOldIsGone(context, [&] { awaitLanding(context); }))
            return {};
        if (!context.words.oldIsGone && oldAnswersNew(context))
            return UserText::tr(
                "OLD can't be reached from this computer, but it answers NEW: it may "
                "still wait for answers to messages that it sent. Look again when it "
                "can be reached.");
        giveUpLanding(context);
        return {};
    }

    static void removeTraces(StepContext &context)
    {
        removeProbeAccounts(context, context.target); // of a proof that was killed
        takeFenceAway(context);
        context.run(unusedFiles());
        preparePutBack(context, Role::New);
        putBackLater(context);
        unlessOldIsGone(context, [&] { context.run(disableAutoRollback()); });
    }

    // Only where the person's ssh knew the domain: `ssh mail.example.org` and a
    // cmdeploy without --ssh-host would meet another key there.
    static void replacePinnedName(StepContext &context)
    {
        if (context.run(hasKnownHost()).out.isEmpty())
            return;
        const PinnedHostKey &key = context.profile.newKey;
        context.run(replaceKnownHost());
        context.run(addKnownHost().with(
            "known-host", u"%1 %2 %3"_s.arg(context.profile.domain, key.type, key.blob)));
    }

    static AddressChange wanted(const StepContext &context)
    {
        return recordsToNew(context.profile, context.facts,
                            lastingTtl(context.profile, context.facts));
    }

    static QString settleRecords(StepContext &context)
    {
        if (context.profile.dns.method == DnsMethod::Manual)
            return recordsTyped(context);
        servedRecords(context, 4s); // what is led to OLD until now
        sendRecords(context, wanted(context));
        return {};
    }

    // The person's provider may take its time, and so may the person: a move waits
    // for that, but isn't finished while users are led to OLD. What is missing, in
    // words; empty when nothing is. A TTL that stayed short is the person's choice.
    static QString recordsTyped(StepContext &context)
    {
        const AddressChange change = wanted(context);
        const bool asIs =
            std::ranges::all_of(servedRecords(context, 4s), [&](const ServerAnswer &answer) {
                return answer.records && isServed(change, *answer.records);
            });
        const bool typed = !asIs && askForRecords(context, StepId::Finish, change, std::nullopt);
        for (const Claim &claim : recordClaims(Proof::AddressesServed, change,
                                               awaitRecords(context, change, typed ? 30s : 0s))) {
            if (!claim.holds)
                return UserText::tr("%1: %2. OLD forwards until these records are there: %3")
                    .arg(claim.what, claim.observed, recordsByHand(change).join(u"; "_s));
        }
        if (!asIs)
            rememberTyped(context);
        return {};
    }

    // Typed at some time since the last look, which may have been hours ago.
    static void rememberTyped(StepContext &context)
    {
        Facts &facts = context.facts;
        const int ttl = std::max({facts.dns.ttlV4, facts.dns.ttlV6, context.profile.ttlDuring});
        facts.dns.oldNeededUntil =
            qMax(facts.dns.oldNeededUntil, QDateTime::currentDateTimeUtc().addSecs(ttl));
        context.saveFacts();
    }

    QString m_missing; // at the DNS provider's, or OLD's word
};

} // namespace

std::unique_ptr<Step> makeFinish() { return std::make_unique<Finish>(); }

} // namespace relaymove
