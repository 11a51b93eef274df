#include "core/steps/activate.h"

#include "core/base/said.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/relay/cmdeploy.h"
#include "core/relay/dead_man.h"
#include "core/relay/fence.h"
#include "core/relay/hand_over.h"
#include "core/relay/hold_units.h"
#include "core/relay/look.h"
#include "core/relay/mail_queue.h"
#include "core/relay/outside_proof.h"
#include "core/steps/common.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Command restartServers() { return Command{"systemctl", "restart", "{servers}"}.within(60s); }
Command startRest()
{
    return Command{"systemctl", "start", "{rest}", "postfix.service"}.within(60s);
}
Command stopAll()
{
    return Command{"systemctl", "stop", "{rest}", "postfix.service", "postfix@-.service"}.accepts(
        {0, 5});
}
Command failedUnits()
{
    return {"systemctl", "list-units", "--failed", "--plain", "--no-legend", "{units}"};
}
Command writeActivated(const QString &migration)
{
    return Command::writeFile(u"/etc/relaymove/activated"_s, u"0644"_s, migration.toUtf8());
}
Command readActivated() { return Command{"cat", "/etc/relaymove/activated"}.accepts({0, 1}); }
Command forwardIsUp()
{
    return Command{"systemctl", "is-active", "relaymove-forward.service"}.accepts({0, 3, 4});
}

// Those that read certificate and keys when they start; dovecot before postfix. doveauth has
// an old relay's passdb.sqlite open.
QStringList serversOf(const Facts &facts)
{
    QStringList servers;
    for (const QString &unit :
         {u"opendkim.service"_s, u"doveauth.service"_s, u"dovecot.service"_s, u"nginx.service"_s}) {
        if (facts.units.contains(unit))
            servers << unit;
    }
    return servers;
}

QStringList restOf(const Facts &facts)
{
    QStringList rest = facts.units + facts.addedOnNew;
    rest.removeIf([&](const QString &unit) {
        return serversOf(facts).contains(unit) || unit.startsWith(u"postfix") ||
               facts.absentOnNew.contains(unit);
    });
    return rest;
}

class Activate : public Step
{
public:
    StepId id() const override { return StepId::Activate; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan{{Role::New, Purpose::Look, readActivated(),
                   Said::tr("whether cmdeploy's activate has run")},
                  {Role::Old, Purpose::Look, forwardIsUp(), Said::tr("whether OLD forwards")},
                  {Role::New, Purpose::Change, openGates(),
                   Said::tr("postfix and what writes by itself may start on NEW")},
                  {Role::New, Purpose::Change, restartServers(),
                   Said::tr("if the last copy brought another certificate or key")},
                  {Role::New, Purpose::Change, startRest(), Said::tr("the rest, postfix last")},
                  {Role::New, Purpose::Look, failedUnits(), Said::tr("whether one of them failed")},
                  {Role::New, Purpose::Change, writeActivated({}),
                   Said::tr("cmdeploy's activate has run")},
                  {Role::New, Purpose::Undo, stopAll(), Said::tr("NEW stops again")},
                  {Role::New, Purpose::Undo, maskPostfix(), Said::tr("and stays stopped")}};
        append(plan, {deadManPlan(), queuePlan(), admitPlan(), outsideProofPlan(), sourcePlan(),
                      handOverPlan(), cmdeployPlan(profile, Deployment::Activate)});
        return filled(std::move(plan), profile, facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (!isCommitted(context))
            return Inspection::absent(Said::tr("NEW is fenced"));
        if (context.source.run(forwardIsUp()).exitCode != 0)
            return Inspection::partial(Said::tr("NEW serves, but OLD does not forward yet"));
        if (!isActivated(context))
            return Inspection::partial(Said::tr("NEW serves; cmdeploy's activate has not run yet"));
        return Inspection::done(Said::tr("NEW serves, OLD forwards"));
    }

    void run(StepContext &context) override
    {
        const bool wasOpen = isCommitted(context);
        if (!wasOpen) {
            if (!isHandingOver(context))
                renewDeadMan(context);
            setOldQueueAside(context);
            startServices(context);
            proveBehindFence(context);
        }
        if (!wasOpen || context.source.run(forwardIsUp()).exitCode != 0)
            handOver(context);
        releaseQueue(context);
        letCmdeployFinish(context);
    }

    QList<Claim> prove(StepContext &context) override { return proveFromOutside(context); }

    void undo(StepContext &context) override
    {
        if (!closeGate(context))
            return; // what runs there runs behind the fence
        context.target.run(stopAll().with("rest", unitsToHold(context.facts)));
        context.target.run(maskPostfix());
    }

private:
    static void startServices(StepContext &context)
    {
        const Facts &facts = context.facts;
        context.target.run(openGates().with("held", unitsToHold(facts)));
        if (facts.keysChanged)
            context.target.run(restartServers().with("servers", serversOf(facts)));
        context.target.run(startRest().with("rest", restOf(facts)));
        const QString failed = context.target.run(failedUnits().with("units", facts.units)).text();
        context.report.milestone(Milestone::Started);
        mustHold(context, {Proof::UnitsRun, Said::tr("units that failed on NEW"), Said::tr("none"),
                           failed.isEmpty() ? Said::tr("none") : failed, failed.isEmpty()});
    }

    static void proveBehindFence(StepContext &context)
    {
        // As NEW sees this computer; its IPv6 address may have changed since the checks.
        admit(context, {context.facts.adminV4, sourceTowards(context.admin, context.facts.newV6)});
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
        context.target.run(writeActivated(context.profile.id));
    }

    static bool isActivated(StepContext &context)
    {
        return context.target.run(readActivated()).text() == context.profile.id;
    }
};

} // namespace

std::unique_ptr<Step> makeActivate() { return std::make_unique<Activate>(); }

} // namespace relaymove
