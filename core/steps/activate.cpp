#include "core/steps/activate.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/cmdeploy/cmdeploy.h"
#include "core/copy/change_recorder.h"
#include "core/copy/copy_link.h"
#include "core/copy/mail_queue.h"
#include "core/cutover/auto_rollback.h"
#include "core/cutover/commit.h"
#include "core/cutover/inhibited_units.h"
#include "core/cutover/outside_proof.h"
#include "core/guard/cutover_state.h"
#include "core/guard/guard.h"
#include "core/migration/claims.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/relay/moved_units.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Never on an open NEW: an smtpd that comes to a dovecot which restarts ends with "no SASL
// authentication mechanisms", and postfix' master then starts no other one for 60 s (master(8),
// service_throttle_time).
Action restartServers()
{
    return {Role::New,
            Purpose::Change,
            Command{"systemctl", "restart", "{servers}"}.within(60s),
            UserText::tr("if the last copy brought another certificate or key"),
            {HostState::Filled}};
}
Action startRest()
{
    return {Role::New,
            Purpose::Change,
            Command{"systemctl", "start", "{rest}", "postfix.service"}.within(60s),
            UserText::tr("the rest, postfix last"),
            {HostState::Filled}};
}
Action stopAll()
{
    return {Role::New,
            Purpose::Undo,
            Command{"systemctl", "stop", "{rest}", "postfix.service", "postfix@-.service"}.accepts(
                {0, 5}),
            UserText::tr("NEW stops again"),
            {HostState::Fenced}};
}
Action maskAgain()
{
    Action mask = maskPostfix();
    mask.purpose = Purpose::Undo;
    mask.in = {HostState::Fenced};
    return mask;
}
Action failedUnits()
{
    return {Role::New, Purpose::Look,
            Command{"systemctl", "list-units", "--failed", "--plain", "--no-legend", "{units}"},
            UserText::tr("whether one of them failed")};
}
const QString activated = u"activated"_s;
Action forwardIsUp()
{
    return {Role::Old, Purpose::Look,
            Command{"systemctl", "is-active", "relaymove-forward.service"}.accepts({0, 3, 4}),
            UserText::tr("whether OLD forwards")};
}

// Those that read certificate and keys when they start; dovecot before postfix. doveauth has
// an old relay's passdb.sqlite open.
QStringList serversOf(const Facts &facts)
{
    QStringList servers;
    for (const QString &unit :
         {u"opendkim.service"_s, u"doveauth.service"_s, u"dovecot.service"_s, u"nginx.service"_s}) {
        if (facts.relay.units.contains(unit))
            servers << unit;
    }
    return servers;
}

QStringList restOf(const Facts &facts)
{
    QStringList rest = facts.relay.units + facts.relay.addedOnNew;
    rest.removeIf([&](const QString &unit) {
        return serversOf(facts).contains(unit) || unit.startsWith(u"postfix") ||
               facts.relay.absentOnNew.contains(unit);
    });
    return rest;
}

class Activate : public Step
{
public:
    StepId id() const override { return StepId::Activate; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        using enum HostState;
        Plan plan{forwardIsUp(), openGates(),         restartServers(), startRest(),
                  failedUnits(), noteDone(activated), stopAll(),        maskAgain()};
        append(plan, {renewAutoRollbackPlan(), releaseQueuePlan(), outsideProofPlan(), commitPlan(),
                      endRecordingPlan(Role::Old), endRecordingPlan(Role::New),
                      cmdeployPlan(profile, Deployment::Activate), closeLinkPlan()});
        return filled(during(std::move(plan), {Held, Committed, Forwarding, Filled, Open, Settled}),
                      profile, facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (!isOpen(context))
            return Inspection::absent(UserText::tr("NEW is fenced"));
        if (!isFreed(context))
            return Inspection::partial(UserText::tr("NEW serves; its queue is not free yet"));
        if (!forwards(context))
            return Inspection::partial(UserText::tr("NEW serves, but OLD does not forward yet"));
        if (!isActivated(context))
            return Inspection::partial(
                UserText::tr("NEW serves; cmdeploy's activate has not run yet"));
        return Inspection::done(UserText::tr("NEW serves, OLD forwards"));
    }

    void run(StepContext &context) override
    {
        if (context.words.oldIsGone)
            takeOverAlone(context);
        else
            takeOver(context);
        freeQueue(context);
        endRecording(context, Role::New);
        unlessOldIsGone(context, [&] { endRecording(context, Role::Old); });
        letCmdeployFinish(context);
    }

    QList<Claim> prove(StepContext &context) override
    {
        return proveFromOutside(context,
                                unlessOldIsGone(context, [&] { recordOf(context.source); }));
    }

    void undo(StepContext &context) override
    {
        // OLD serves by now; a NEW that can't be reached must not make that a failure. What
        // runs there runs behind the fence, and nobody can open it.
        try {
            if (recordOf(context.target).is(HostState::Filled))
                closeNew(context);
            context.run(stopAll().with("rest", unitsToHold(context.facts)));
            context.run(maskAgain());
            closeLink(context);
        } catch (const Failure &failure) {
            context.report.note(UserText::tr("NEW could not be told, and stays fenced: %1")
                                    .arg(explain(failure).happened));
        }
    }

private:
    static void takeOver(StepContext &context)
    {
        const bool wasOpen = isOpen(context);
        if (!wasOpen)
            makeReady(context);
        if (!wasOpen || !forwards(context))
            commitCutover(context);
        else if (!isFreed(context))
            unlessOldIsGone(context, [&] { commitCutover(context); });
    }

    static void makeReady(StepContext &context)
    {
        if (!hasCommitted(context))
            renewAutoRollback(context);
        try {
            startServices(context);
            proveBehindFence(context);
        } catch (const Failure &failure) {
            // OLD has handed over before, and reaches NEW in this very moment.
            if (!failure.is<failure::StateRefused>() || !isOpen(context))
                throw;
        }
    }

    // A NEW that restarted right after it was opened opens again at OLD's word only.
    static void freeQueue(StepContext &context)
    {
        try {
            releaseQueue(context);
        } catch (const Failure &failure) {
            if (!failure.is<failure::StateRefused>())
                throw;
            throw refused(
                Role::New,
                UserText::tr("NEW restarted just after it was opened, and OLD can't be asked "
                             "whether it has gone back."),
                UserText::tr("Bring OLD back and try again. Is it lost for good? Then: resume "
                             "--old-is-gone"));
        }
    }

    // The person has said that OLD is lost: what it had in its queue is on NEW.
    static void takeOverAlone(StepContext &context)
    {
        if (!isOpen(context)) {
            startServices(context);
            proveBehindFence(context);
        }
        openWithoutOld(context);
    }

    // What was frozen leaves NEW.
    static bool isFreed(StepContext &context)
    {
        return recordOf(context.target).noted.contains(u"thawed"_s);
    }

    // True also where nobody can forward any more.
    static bool forwards(StepContext &context)
    {
        bool up = true;
        unlessOldIsGone(context, [&] { up = context.run(forwardIsUp()).exitCode == 0; });
        return up;
    }

    static void startServices(StepContext &context)
    {
        const Facts &facts = context.facts;
        context.run(openGates());
        if (facts.copies.keysChanged)
            context.run(restartServers().with("servers", serversOf(facts)));
        context.run(startRest().with("rest", restOf(facts)));
        const QString failed = context.run(failedUnits().with("units", facts.relay.units)).text();
        context.report.milestone(Milestone::Started);
        mustHold(context,
                 {Proof::UnitsRun, UserText::tr("units that failed on NEW"), UserText::tr("none"),
                  failed.isEmpty() ? UserText::tr("none") : failed, failed.isEmpty()});
    }

    static void proveBehindFence(StepContext &context)
    {
        for (const Claim &claim : proveMailWorks(context))
            mustHold(context, claim);
        context.report.milestone(Milestone::Proven);
    }

    // Users don't wait for this: everything runs already. cmdeploy puts in order
    // what only it knows.
    static void letCmdeployFinish(StepContext &context)
    {
        if (isActivated(context))
            return;
        runCmdeploy(context, Deployment::Activate);
        context.run(noteDone(activated));
    }

    static bool isActivated(StepContext &context)
    {
        return recordOf(context.target).noted.contains(activated);
    }
};

} // namespace

std::unique_ptr<Step> makeActivate() { return std::make_unique<Activate>(); }

} // namespace relaymove
