#include "core/steps/disable.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/host/script.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/relay/address_records.h"
#include "core/relay/careful.h"
#include "core/relay/client_limits.h"
#include "core/relay/cmdeploy.h"
#include "core/relay/copy_link.h"
#include "core/relay/dead_man.h"
#include "core/relay/fence.h"
#include "core/relay/fence_proof.h"
#include "core/relay/forwarding.h"
#include "core/relay/hand_over.h"
#include "core/relay/hold_units.h"
#include "core/relay/mail_queue.h"
#include "core/relay/waiting_room.h"
#include "core/steps/common.h"

#include <QUuid>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// 2 s at most.
Command drain() { return shell("drain"); }
Command stopUnits() { return Command{"systemctl", "stop", "{units}"}.within(60s); }
Command warmUnits() { return Command{"systemctl", "restart", "{warm}"}.within(90s); }
Command ownKeys()
{
    return {"sh", "-c", "[ ! -d /etc/dkimkeys ] || chown -R opendkim: /etc/dkimkeys"};
}
Command listeners()
{
    return {"ss", "-Hltnp",
            "( sport = :25 or sport = :143 or sport = :443 or sport = :465 or sport = :587 or "
            "sport = :993 )"};
}
Command processes()
{
    return Command{"pgrep", "-a", "-x", "master|dovecot|nginx|qmgr|smtpd|imap|lmtp"}.accepts(
        {0, 1});
}
Command writes()
{
    return {"find",     "{mailboxes}/", "{past}", "-type", "f",
            "-newermt", "{stopped}",    "-print", "-quit"};
}
Command stillActive()
{
    return {"systemctl",
            "list-units",
            "--plain",
            "--no-legend",
            "--state=active,activating,reloading,deactivating",
            "{units}"};
}
Command holdTable()
{
    return Command{"nft", "list", "table", "inet", "relaymove_hold"}.accepts({0, 1, 127});
}
Command clockOfOld() { return {"date", "--utc", "+%Y-%m-%d %H:%M:%S.%N UTC"}; }

class Disable : public Step
{
public:
    StepId id() const override { return StepId::Disable; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan = linkPlan();
        plan.push_back({Role::New, Purpose::Change, stopSenders(),
                        Said::tr("what an earlier cutover left running on NEW")});
        plan.push_back({Role::New, Purpose::Change, ownKeys(),
                        Said::tr("opendkim refuses keys that are not its own")});
        plan.push_back(
            {Role::New, Purpose::Change, warmUnits(), Said::tr("NEW warms up behind its fence")});
        plan.push_back({Role::Old, Purpose::Change, writeDropIns(),
                        Said::tr("one flag file keeps all of these down")});
        plan.push_back(
            {Role::Old, Purpose::Change, reloadUnits(), Said::tr("systemd reads its units again")});
        plan.push_back({Role::New, Purpose::Change, enableUnits(),
                        Said::tr("NEW serves after a reboot; cmdeploy does it only in activate")});
        append(plan, {dnsAccessPlan(profile), clientLimitsPlan(), fencePlan(), detourPlan(),
                      forwardingPlan(), waitingRoomPlan(), deadManPlan(), handOverPlan(),
                      closeLinkPlan()});
        plan.push_back({Role::Old, Purpose::Change, raiseHoldFlag(),
                        Said::tr("from here on nothing of OLD's starts by itself")});
        plan.push_back(
            {Role::Old, Purpose::Look, stillActive(), Said::tr("whether any of them runs")});
        plan.push_back(
            {Role::Old, Purpose::Look, holdTable(), Said::tr("whether connections wait")});
        if (profile.disableByCmdeploy)
            append(plan, {cmdeployPlan(profile, Deployment::DisableMail)});
        plan.push_back({Role::Old, Purpose::Change, drain(),
                        Said::tr("what is in flight gets through, 2 s at most")});
        plan.push_back(
            {Role::Old, Purpose::Change, stopUnits(), Said::tr("users wait from here on")});
        plan.push_back(
            {Role::Old, Purpose::Look, clockOfOld(), Said::tr("when everything had stopped")});
        plan.push_back(
            {Role::Old, Purpose::Prove, listeners(), Said::tr("nothing listens on a mail port")});
        plan.push_back(
            {Role::Old, Purpose::Prove, processes(), Said::tr("no mail process is left")});
        plan.push_back(
            {Role::Old, Purpose::Prove, writes(), Said::tr("nothing was written since")});
        return filled(std::move(plan), profile, facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (isCommitted(context))
            return Inspection::done(Said::tr("NEW serves already"));
        const QString hold = standingHold(context);
        if (hold.isEmpty())
            return Inspection::absent(Said::tr("OLD serves"));
        if (hold != context.facts.cutover)
            return Inspection::partial(Said::tr("OLD is held by another cutover (%1)").arg(hold));
        const QString missing = missingToHold(context);
        if (!missing.isEmpty())
            return Inspection::partial(missing);
        return Inspection::done(Said::tr("OLD is stopped and holds its connections"));
    }

    void run(StepContext &context) override
    {
        const QString standing = standingHold(context);
        prepare(context);
        beginCutover(context, standing);

        // The flag first: the way back runs only where it stands, and what is held with
        // no way back would be held for ever.
        context.source.run(raiseHoldFlag().with("content", context.facts.cutover));
        renewDeadMan(context);
        holdConnections(context);
        context.report.milestone(Milestone::Hold);
        context.report.serving(u"nobody"_s);

        if (context.profile.disableByCmdeploy) {
            renewDeadMan(context);
            runCmdeploy(context, Deployment::DisableMail);
            renewDeadMan(context);
        }
        context.report.progress({.text = Said::tr("OLD's services stop")});
        context.source.run(drain());
        stopEverything(context);
        m_stoppedAt = context.source.run(clockOfOld()).text();
        context.report.milestone(Milestone::Stopped);
    }

    QList<Claim> prove(StepContext &context) override
    {
        const QString open = context.source.run(listeners()).text();
        const QString running = context.source.run(processes()).text();
        const QString written =
            context.source
                .run(withFacts(writes(), context.profile, context.facts)
                         .with("stopped", m_stoppedAt)
                         .with("past", pastWhatHangs(context.facts, context.facts.mailboxesDir)))
                .text();
        const auto none = [](Proof proof, const QString &what, const QString &seen) {
            return Claim{proof, what, Said::tr("none"), seen.isEmpty() ? Said::tr("none") : seen,
                         seen.isEmpty()};
        };
        return {none(Proof::NothingListens, Said::tr("listeners on OLD's mail ports"), open),
                none(Proof::NothingRuns, Said::tr("mail processes on OLD"), running),
                none(Proof::NothingWritten, Said::tr("files written on OLD since it stopped"),
                     written)};
    }

    void undo(StepContext &context) override
    {
        // Where no hold stands OLD's timer was there first, nobody knows when.
        const bool held = !standingHold(context).isEmpty();
        if (held)
            goBackNow(context);
        context.report.milestone(held ? Milestone::Back : Milestone::FoundBack);
        context.report.serving(u"OLD"_s);
        if (held)
            context.report.note(Said::tr("OLD serves again"));
        takeKeyBack(context);
    }

private:
    // What a reboot of OLD or a crash of ours has left of the hold, in words; empty when
    // it is whole. A hand-over under way has lifted it, or is about to.
    static QString missingToHold(StepContext &context)
    {
        if (isHandingOver(context))
            return {};
        const QString left = context.source.run(processes()).text();
        const QStringList active =
            context.source.run(stillActive().with("units", unitsToStop(context.facts))).lines();
        if (!left.isEmpty() || !active.isEmpty())
            return Said::tr("still running on OLD: %1").arg(left.isEmpty() ? active.first() : left);
        if (context.source.run(holdTable()).exitCode != 0)
            return Said::tr("connections to OLD do not wait");
        return {};
    }

    // OLD serves by now; a NEW that can't be reached must not make that a failure. Its
    // sshd forgets the key by itself after a week.
    static void takeKeyBack(StepContext &context)
    {
        try {
            closeLink(context);
        } catch (const Failure &failure) {
            context.report.note(
                Said::tr("NEW still admits this migration's key, for a week at most: %1")
                    .arg(explain(failure).happened));
        }
    }

    // All that takes time and that nobody notices.
    static void prepare(StepContext &context)
    {
        const Facts &facts = context.facts;
        const auto tell = [&](const QString &what) { context.report.progress({.text = what}); };
        tell(Said::tr("prepares: nobody notices"));
        proveDnsAccess(context);
        if (context.profile.disableByCmdeploy)
            letCmdeployIn(context, Deployment::DisableMail);
        openLink(context);
        tell(Said::tr("NEW warms up behind its fence"));
        context.target.run(stopSenders().with("held", unitsToHold(facts)));
        context.target.run(ownKeys());
        liftClientLimits(context);
        context.target.run(enableUnits().with("enabled", unitsToEnable(facts)));
        context.target.run(warmUnits().with("warm", unitsToWarm(facts)));
        context.source.run(writeDropIns().with("units", unitsToStop(facts)));
        context.source.run(reloadUnits());
        tell(Said::tr("the fence of NEW is tried from outside"));
        proveFence(context);
        tell(Said::tr("OLD's waiting room and its forwarding are prepared"));
        prepareForwarding(context);
        prepareWaitingRoom(context);
    }

    // A key may have been changed since the checks. Better now than within the outage.
    static void proveDnsAccess(StepContext &context)
    {
        if (context.profile.dns.method == DnsMethod::Manual)
            return; // nothing to be proven: a person enters the records
        const QString trouble = dnsAccessTrouble(context);
        context.report.claim({Proof::DnsWritable, Said::tr("DNS can be changed"), Said::tr("yes"),
                              trouble.isEmpty() ? Said::tr("yes") : trouble, trouble.isEmpty()});
        if (!trouble.isEmpty())
            throw Failure{
                .kind = FailureKind::Refused,
                .where = Role::Dns,
                .arguments = {trouble,
                              Said::tr("Correct server, zone or key in the profile, or choose to "
                                       "enter the records by hand; then try again.")}};
    }

    // Once more, for the installation may be days old; and from here on whoever DNS
    // leads to NEW too early is served by OLD.
    static void proveFence(StepContext &context)
    {
        raiseFence(context);
        for (const Claim &claim : fenceClaims(context))
            mustHold(context, claim);
        passOnToOld(context);
    }

    static void stopEverything(StepContext &context)
    {
        QStringList units = unitsToStop(context.facts);
        const QStringList helpers = helpersAmong(units);
        units.removeIf([&](const QString &unit) { return helpers.contains(unit); });
        context.source.run(stopUnits().with("units", units));
        context.source.run(stopUnits().with("units", helpers));
    }

    // The way back stands before anything stops. A hold that stands already keeps
    // its id: what NEW's marks say about that cutover stays true.
    static void beginCutover(StepContext &context, const QString &standing)
    {
        context.facts.cutover = standing.isEmpty()
                                    ? QUuid::createUuid().toString(QUuid::WithoutBraces).first(8)
                                    : standing;
        context.facts.keysChanged = false; // NEW's servers have just read them
        context.saveFacts();
        armDeadMan(context);
        prepareHandOver(context);
    }

    QString m_stoppedAt;
};

} // namespace

std::unique_ptr<Step> makeDisable() { return std::make_unique<Disable>(); }

} // namespace relaymove
