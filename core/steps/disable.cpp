#include "core/steps/disable.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/cmdeploy/cmdeploy.h"
#include "core/copy/change_recorder.h"
#include "core/copy/compare_ahead.h"
#include "core/copy/copy_link.h"
#include "core/copy/mail_queue.h"
#include "core/cutover/auto_rollback.h"
#include "core/cutover/commit.h"
#include "core/cutover/in_flight.h"
#include "core/cutover/inhibited_units.h"
#include "core/cutover/outside_proof.h"
#include "core/guard/cutover_state.h"
#include "core/guard/guard.h"
#include "core/host/script.h"
#include "core/migration/claims.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/records/address_records.h"
#include "core/relay/moved_units.h"
#include "core/salvage/salvage.h"
#include "core/traffic/client_limits.h"
#include "core/traffic/connection_parking.h"
#include "core/traffic/fence.h"
#include "core/traffic/fence_proof.h"
#include "core/traffic/forwarding.h"
#include "core/traffic/tables.h"

#include <QUuid>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// 2 s at most.
Action drain()
{
    return {Role::Old,
            Purpose::Change,
            shell("drain"),
            UserText::tr("what clients have sent gets through, 2 s at most"),
            {HostState::Held}};
}
Action stopUnits()
{
    return {Role::Old,
            Purpose::Change,
            shell("stop-units", {"stop", "{units}"}).within(60s),
            UserText::tr("users wait from here on"),
            {HostState::Held}};
}
Action warmUnits()
{
    return {Role::New, Purpose::Change, Command{"systemctl", "restart", "{warm}"}.within(90s),
            UserText::tr("NEW warms up behind its fence")};
}
Action ownKeys()
{
    return {Role::New, Purpose::Change,
            Command{"sh", "-c", "[ ! -d /etc/dkimkeys ] || chown -R opendkim: /etc/dkimkeys"},
            UserText::tr("opendkim refuses keys that are not its own")};
}
Action listeners()
{
    return {
        Role::Old, Purpose::Prove,
        Command{"ss", "-Hltnp",
                "( sport = :25 or sport = :143 or sport = :443 or sport = :465 or sport = :587 or "
                "sport = :993 )"},
        UserText::tr("nothing listens on a mail port")};
}
Action processes()
{
    return {Role::Old, Purpose::Prove,
            Command{"pgrep", "-a", "-x", "--runstates", "{run-states}",
                    "master|dovecot|nginx|qmgr|smtpd|imap|lmtp"}
                .accepts({0, 1}),
            UserText::tr("no mail process is left")};
}
Action writes()
{
    return {Role::Old, Purpose::Prove,
            Command{"find", "{mailboxes}/", "{past}", "-type", "f", "-newermt", "{stopped}",
                    "-print", "-quit"},
            UserText::tr("nothing was written since")};
}
Action stillActive()
{
    return {Role::Old, Purpose::Look, shell("stop-units", {"left", "{units}"}),
            UserText::tr("whether any of them runs")};
}
Action clockOfOld()
{
    return {Role::Old, Purpose::Look, Command{"date", "--utc", "+%Y-%m-%d %H:%M:%S.%N UTC"},
            UserText::tr("when everything had stopped")};
}

class Disable : public Step
{
public:
    StepId id() const override { return StepId::Disable; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan = linkPlan();
        append(plan, {{stopSenders(), ownKeys(), warmUnits(), writeDropIns(Role::Old),
                       reloadUnits(Role::Old), enableUnits()},
                      dnsAccessPlan(profile),
                      oldTrialPlan(),
                      compareAheadPlan(),
                      endRecordingPlan(Role::Old),
                      fenceWayPlan(),
                      clientLimitsPlan(),
                      forwardToOldPlan(facts),
                      inFlightPlan(),
                      forwardingPlan(facts),
                      connectionParkingPlan(),
                      autoRollbackPlan(profile, facts),
                      prepareCommitPlan(facts),
                      takeCommitBackPlan()});
        if (profile.disableByCmdeploy)
            append(plan, {cmdeployPlan(profile, Deployment::DisableMail)});
        append(plan, {{stillActive(), drain(), stopUnits(), clockOfOld(), listeners(), processes(),
                       writes()}});
        using enum HostState;
        return filled(during(std::move(plan), {Serving, Held, Fenced, Filled}), profile, facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (isOpen(context))
            return Inspection::done(UserText::tr("NEW serves already"));
        if (standingHold(context).isEmpty())
            return Inspection::absent(UserText::tr("OLD serves"));
        const QString missing = missingToHold(context);
        if (!missing.isEmpty())
            return Inspection::partial(missing);
        return Inspection::done(UserText::tr("OLD is stopped and holds its connections"));
    }

    void run(StepContext &context) override
    {
        const QString standing = standingHold(context);
        if (!standing.isEmpty()) {
            renewAutoRollback(context);
        } else {
            refuseTooShortWait(context.profile);
            endOldCutover(context);
            tryWhatNewMustDo(context);
        }
        prepare(context);
        if (standing.isEmpty())
            compareAhead(context);
        beginCutover(context, standing);
        if (standing.isEmpty()) {
            context.report.progress(
                {.text = UserText::tr("what is on its way out gets its answers")});
            calmDown(context);
            holdOld(context);
        } else {
            renewAutoRollback(context);
        }
        parkConnections(context);
        context.report.milestone(Milestone::Hold);
        context.report.serving(WhoServes::Nobody);

        if (context.profile.disableByCmdeploy) {
            renewAutoRollback(context);
            runCmdeploy(context, Deployment::DisableMail);
            renewAutoRollback(context);
        }
        context.report.progress({.text = UserText::tr("OLD's services stop")});
        context.run(drain());
        letGo(context);
        stopEverything(context);
        m_stoppedAt = context.run(clockOfOld()).text();
        m_stopIsNoted = noteStopOfChanges(context);
        context.report.milestone(Milestone::Stopped);
    }

    QList<Claim> prove(StepContext &context) override
    {
        const QString open = context.run(listeners()).text();
        const QString running = stillRunning(context);
        const QString written = writtenSince(context);
        const auto none = [](Proof proof, const QString &what, const QString &seen) {
            return Claim{proof, what, UserText::tr("none"),
                         seen.isEmpty() ? UserText::tr("none") : seen, seen.isEmpty()};
        };
        return {none(Proof::NothingListens, UserText::tr("listeners on OLD's mail ports"), open),
                none(Proof::NothingRuns, UserText::tr("mail processes on OLD"), running),
                none(Proof::NothingWritten, UserText::tr("files written on OLD since it stopped"),
                     written)};
    }

    void undo(StepContext &context) override
    {
        // Where no hold stands OLD's timer was there first, nobody knows when; or none ever
        // stood.
        const bool held = !standingHold(context).isEmpty();
        if (!held && recordOf(context.source).cutover.isEmpty())
            return;
        if (held) {
            if (hasCommitted(context) && !context.words.newIsGone)
                takeCommitBack(context);
            goBackNow(context);
        } else if (!runsAgain(context)) {
            goBackNow(context); // it was cut off, or a service did not start
        }
        context.report.milestone(held ? Milestone::Back : Milestone::FoundBack);
        context.report.serving(WhoServes::Old);
        endRecording(context, Role::Old);
        if (held)
            context.report.note(UserText::tr("OLD serves again"));
    }

private:
    // What a failing disk hangs was killed, and stays in the list until the disk answers
    // (stop-units.sh): state D of ps(1).
    static QString stillRunning(StepContext &context)
    {
        const bool mayHang = isSalvage(context.profile, context.facts);
        return context.run(processes().with("run-states", mayHang ? u"RSTtIZ"_s : u"RSTtIZD"_s))
            .text();
    }

    // What a reboot of OLD or a crash of ours has left of the hold, in words; empty when
    // it is whole. A commit under way has lifted it, or is about to.
    static QString missingToHold(StepContext &context)
    {
        if (hasCommitted(context))
            return {};
        const QString left = stillRunning(context);
        const QStringList active =
            context.run(stillActive().with("units", unitsThatEnd(context.facts))).lines();
        if (!left.isEmpty() || !active.isEmpty())
            return UserText::tr("still running on OLD: %1")
                .arg(left.isEmpty() ? active.first() : left);
        if (context.run(listParking()).exitCode != 0)
            return UserText::tr("connections to OLD do not wait");
        return {};
    }

    // All that takes time and that nobody notices.
    static void prepare(StepContext &context)
    {
        const Facts &facts = context.facts;
        const auto tell = [&](const QString &what) { context.report.progress({.text = what}); };
        tell(UserText::tr("prepares: nobody notices"));
        proveDnsAccess(context);
        if (context.profile.disableByCmdeploy)
            letCmdeployIn(context, Deployment::DisableMail);
        openLink(context);
        tell(UserText::tr("NEW warms up behind its fence"));
        context.run(stopSenders().with("held", unitsToHold(facts)));
        context.run(ownKeys());
        liftClientLimits(context);
        context.run(enableUnits().with("enabled", unitsToEnable(facts)));
        context.run(warmUnits().with("warm", unitsToWarm(facts)));
        context.run(writeDropIns(Role::Old).with("units", unitsToStop(facts)));
        context.run(reloadUnits(Role::Old));
        tell(UserText::tr("the fence of NEW is tried from outside"));
        proveFence(context);
        tell(UserText::tr("OLD's waiting room and its forwarding are prepared"));
        prepareForwarding(context);
        prepareConnectionParking(context);
    }

    // It takes 47 to 52 s (relay-facts.md), and would stop an OLD that serves again meanwhile.
    static void refuseTooShortWait(const Profile &profile)
    {
        if (!profile.disableByCmdeploy || profile.autoRollbackSeconds >= 120)
            return;
        throw refused(Role::Admin,
                      UserText::tr("cmdeploy takes a minute to stop OLD, and OLD waits only %1 s "
                                   "for this computer.")
                          .arg(profile.autoRollbackSeconds),
                      UserText::tr("Let OLD wait 120 seconds or more (in the profile), or let "
                                   "Relaymove stop OLD itself."));
    }

    // The installation may be days old: OLD may answer otherwise since, and NEW's ssh too.
    static void tryWhatNewMustDo(StepContext &context)
    {
        context.report.progress({.text = UserText::tr("OLD is tried as NEW will be")});
        QStringList next{context.facts.addresses.newV4, context.facts.addresses.newV6};
        next.removeAll(QString());
        for (const Blocker &blocker : blockersOfFenceWay(context, next))
            throw refused(blocker.where, blocker.what, blocker.remedy);
        for (const Advisory &advisory : tryOld(context))
            context.report.note(advisory.what);
    }

    // A key may have been changed since the checks. Better now than within the outage.
    static void proveDnsAccess(StepContext &context)
    {
        if (context.profile.dns.method == DnsMethod::Manual)
            return; // nothing to be proven: a person enters the records
        const QString trouble = dnsAccessTrouble(context);
        context.report.claim(
            {Proof::DnsWritable, UserText::tr("DNS can be changed"), UserText::tr("yes"),
             trouble.isEmpty() ? UserText::tr("yes") : trouble, trouble.isEmpty()});
        if (!trouble.isEmpty())
            throw refused(Role::Dns, trouble,
                          UserText::tr("Correct server, zone or key in the profile, or choose to "
                                       "enter the records by hand; then try again."));
    }

    // Once more, for the installation may be days old; and from here on whoever DNS
    // leads to NEW too early is served by OLD.
    static void proveFence(StepContext &context)
    {
        raiseFence(context);
        for (const Claim &claim : fenceClaims(context))
            mustHold(context, claim);
        forwardToOld(context);
    }

    // Through which postfix' agents send; it has no other work once they are left, and
    // ends with the last of them (in-flight.sh).
    static QStringList unitsThatEnd(const Facts &facts)
    {
        QStringList units = unitsToStop(facts);
        units.removeAll(u"filtermail-transport.service"_s);
        return units;
    }

    static void stopEverything(StepContext &context)
    {
        QStringList units = unitsThatEnd(context.facts);
        const QStringList helpers = helpersAmong(units);
        units.removeIf([&](const QString &unit) { return helpers.contains(unit); });
        context.run(stopUnits().with("units", units));
        context.run(stopUnits().with("units", helpers));
    }

    // The way back stands before anything stops. A hold that stands already keeps
    // its id: what NEW's record says of that cutover stays true.
    static void beginCutover(StepContext &context, const QString &standing)
    {
        context.facts.cutover.id = standing.isEmpty()
                                       ? QUuid::createUuid().toString(QUuid::WithoutBraces).first(8)
                                       : standing;
        context.facts.copies.keysChanged = false; // NEW's servers have just read them
        context.saveFacts();
        prepareAutoRollback(context);
        prepareInFlight(context);
        prepareCommit(context);
        keepFactsOnHosts(context);
    }

    // By the kernel's word, or by a walk over all files.
    QString writtenSince(StepContext &context) const
    {
        if (m_stopIsNoted) {
            if (const auto written = writtenSinceStop(context))
                return written->join(u", "_s);
        }
        return context
            .run(writes()
                     .with("stopped", m_stoppedAt)
                     .with("past", pastWhatHangs(context.facts, context.facts.relay.mailboxesDir)))
            .text();
    }

    QString m_stoppedAt;
    bool m_stopIsNoted = false; // in OLD's recording of changes
};

} // namespace

std::unique_ptr<Step> makeDisable() { return std::make_unique<Disable>(); }

} // namespace relaymove
