#include "core/cmdeploy/cmdeploy.h"

#include "core/base/failure.h"
#include "core/base/unreachable.h"
#include "core/base/user_text.h"
#include "core/cmdeploy/known_host.h"
#include "core/guard/guard.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"

#include <QElapsedTimer>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Role roleOf(Deployment deployment)
{
    return deployment == Deployment::DisableMail ? Role::Old : Role::New;
}

QString purposeOf(Deployment deployment)
{
    switch (deployment) {
    case Deployment::Install:
        return UserText::tr("cmdeploy, stages install and configure, on NEW");
    case Deployment::Activate:
        return UserText::tr("cmdeploy, stage activate, on NEW");
    case Deployment::DisableMail:
        return UserText::tr(
            "cmdeploy stops mail on OLD; it upgrades OLD to your checkout first, for good");
    }
    unreachable();
}

// An exit code of any kind is let through: the output says what happened.
Action deploy(const Profile &profile, Deployment deployment)
{
    // Not fetched yet.
    const QString ini =
        profile.checkout.isEmpty() ? u"{checkout}/chatmail.ini"_s : profile.iniPath();
    QStringList words{u"scripts/cmdeploy"_s, u"run"_s,
                      u"--config"_s,         ini,
                      u"--ssh-host"_s,       cmdeploysNameOf(profile, roleOf(deployment))};
    if (deployment == Deployment::DisableMail)
        words << u"--disable-mail"_s;
    const Command command = Command(words)
                                .in(profile.checkout)
                                .environment(u"PYINFRA_PROGRESS"_s, u"off"_s)
                                .accepts({0, 1, 2, 130});
    const auto ready = [&](const Command &made) -> Action {
        return {Role::Admin, Purpose::Change, made, purposeOf(deployment)};
    };
    switch (deployment) {
    case Deployment::Install:
        return ready(
            command.environment(u"CMDEPLOY_STAGES"_s, u"install,configure"_s).within(90min));
    case Deployment::Activate:
        return ready(command.environment(u"CMDEPLOY_STAGES"_s, u"activate"_s).within(90min));
    case Deployment::DisableMail:
        // Before OLD's auto-rollback timer makes it serve again.
        return ready(
            command.within(std::max(60s, std::chrono::seconds(profile.autoRollbackSeconds) - 30s)));
    }
    unreachable();
}

Action logIn(const Profile &profile, Role role)
{
    return {
        Role::Admin, Purpose::Look,
        Command(QStringList{u"ssh"_s, u"-o"_s, u"BatchMode=yes"_s, u"-o"_s, u"ConnectTimeout=10"_s,
                            u"root@"_s + cmdeploysNameOf(profile, role), u"true"_s})
            .within(30s),
        UserText::tr("whether cmdeploy's ssh gets in without asking")};
}

// The person agreed to this key when they agreed to the host's.
void makeKnown(StepContext &context, Role role)
{
    const KnownHost known = lookUpKnownHost(context, role);
    if (const auto blocker = blockerOf(known, context.profile))
        throw refused(blocker->where, blocker->what, blocker->remedy);
    if (known.isPinned)
        return;
    const PinnedHostKey &pinned = pinnedKeyOf(context.profile, role);
    context.run(
        addKnownHost().with("known-host", u"%1 %2 %3"_s.arg(known.name, pinned.type, pinned.blob)));
}

Failure failureOf(const CmdeployResult &result, const QString &trouble)
{
    const QString operation =
        result.lastOperation.isEmpty() ? UserText::tr("the start") : result.lastOperation;
    return {failure::CmdeployFailed{operation}, Role::Admin,
            (trouble + u'\n' + result.lastLines.join(u'\n')).toUtf8()};
}

// How far it is, as far as an earlier installation tells. Only that one is long.
Progress progressOf(const CmdeployResult &result, Deployment deployment, const Facts &facts,
                    double seconds)
{
    // 117 operations on a fresh Debian 12 (relay-facts.md).
    constexpr int asARule = 117;
    // Before, the rate is that of downloads.
    constexpr int telling = 20;
    Progress progress{.text = result.lastOperation,
                      .done = double(result.operations),
                      .total = 0,
                      .unit = u"operations"_s};
    if (deployment != Deployment::Install)
        return progress;
    progress.total =
        std::max(result.operations, facts.relay.operations > 0 ? facts.relay.operations : asARule);
    if (result.operations >= telling)
        progress.secondsLeft = seconds / progress.done * (progress.total - progress.done);
    return progress;
}

} // namespace

Plan cmdeployPlan(const Profile &profile, Deployment deployment)
{
    const Role role = roleOf(deployment);
    Plan plan = knownHostPlan();
    append(plan, {{addKnownHost(), deploy(profile, deployment)}});
    if (deployment == Deployment::DisableMail)
        plan.push_back(logIn(profile, role));
    return plan;
}

void letCmdeployIn(StepContext &context, Deployment deployment)
{
    makeKnown(context, roleOf(deployment));
    context.run(logIn(context.profile, roleOf(deployment)));
}

CmdeployResult runCmdeploy(StepContext &context, Deployment deployment)
{
    const Action action = deploy(context.profile, deployment);
    mustHoldLease(context, std::chrono::ceil<std::chrono::seconds>(action.command.limit()));
    makeKnown(context, roleOf(deployment));
    CmdeployOutput output;
    QElapsedTimer timer;
    timer.start();
    const Output ended = context.stream(action, [&](const QString &line, bool) {
        if (output.take(line))
            context.report.progress(progressOf(output.result(), deployment, context.facts,
                                               double(timer.elapsed()) / 1000));
    });
    if (const auto trouble = output.result().trouble())
        throw failureOf(output.result(), *trouble);
    // 0 proves nothing, but anything else tells of trouble.
    if (ended.exitCode != 0)
        throw failureOf(output.result(),
                        UserText::tr("cmdeploy ended with %1").arg(ended.exitCode));
    if (deployment == Deployment::Install) {
        context.facts.relay.operations = output.result().operations;
        context.saveFacts();
    }
    context.report.note(UserText::tr("cmdeploy: %1 operations, %2 changed something")
                            .arg(output.result().operations)
                            .arg(output.result().changed));
    return output.result();
}

} // namespace relaymove
