#include "core/cutover/commit.h"

#include "core/base/amounts.h"
#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/copy/copy_link.h"
#include "core/copy/mail_queue.h"
#include "core/cutover/auto_rollback.h"
#include "core/guard/guard.h"
#include "core/host/guard_codes.h"
#include "core/host/script.h"
#include "core/host/script_codes.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"
#include "core/relay/queue_paths.h"
#include "core/traffic/connection_parking.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// How often a commit that goes on trying is looked after, 4 s each.
constexpr int mostLooks = 30;

Action writeCommitScript()
{
    return {
        Role::Old, Purpose::Change, writeProgramFile(u"/etc/relaymove/commit.sh"_s),
        UserText::tr("the commit point: OLD hands over, opens NEW, passes users on; needs nobody")};
}
// What commit.sh can't know.
Action writeCommitValues(const Facts &facts)
{
    return {Role::Old, Purpose::Change,
            writeValuesFile(u"/etc/relaymove/commit.conf"_s,
                            {{u"cutover"_s, facts.cutover.id},
                             {u"on_new"_s, QString::fromLatin1(linkShellCommand())},
                             {u"address"_s, releaseToNewAddress(facts)}}),
            UserText::tr("which cutover, and the way to NEW")};
}
Action writeService()
{
    return {Role::Old, Purpose::Change, writeUnitFile(u"relaymove-commit.service"_s),
            UserText::tr("runs it")};
}
Action writeSettleUnit()
{
    return {Role::New, Purpose::Change, writeUnitFile(u"relaymove-settle.service"_s),
            UserText::tr("NEW serves for good, should OLD fall silent after the commit point")};
}
Action enableSettleUnit()
{
    return {Role::New, Purpose::Change, Command{"systemctl", "enable", "relaymove-settle.service"},
            UserText::tr("after a reboot too")};
}
Action start()
{
    return {Role::Old,
            Purpose::Change,
            Command{"systemctl", "start", "relaymove-commit.service"},
            UserText::tr("the commit point: NEW is open to everyone"),
            {HostState::Held, HostState::Committed, HostState::Forwarding}};
}
Action awaitMark()
{
    return {Role::Old, Purpose::Look,
            shell("await-mark", {"{mark}"}).accepts({0, scriptcode::ended, scriptcode::tries}),
            UserText::tr("until NEW is open and OLD forwards")};
}
Action lookSince()
{
    return {Role::New, Purpose::Look, Command{"stat", "-c", "%Y", heldBeforePath}.accepts({0, 1}),
            UserText::tr("when NEW got OLD's queue")};
}
Action sayOldIsGone()
{
    return {Role::New,
            Purpose::Change,
            shell("old-is-gone", {"said"}),
            UserText::tr("only if you say that OLD is gone: for a while NEW may open without it"),
            {HostState::Filled, HostState::Open}};
}
Action holdAgain()
{
    return {Role::Old, Purpose::Move,
            Command{guardPath, "move", "{migration}", "{lease}", "{cutover}", "committed", "held"},
            UserText::tr("going back: OLD, which had handed over, holds again")};
}
Action askOldFromNew()
{
    return {Role::New, Purpose::Look,
            shell("old-is-gone", {"answers", "{old}", "{port}"}).accepts({0, scriptcode::isThere}),
            UserText::tr("whether OLD answers NEW")};
}
Action openAlone()
{
    return {Role::New,
            Purpose::Change,
            shell("old-is-gone", {"open", "{cutover}", "{seconds}", "{old}", "{port}"})
                .accepts({0, scriptcode::isThere, scriptcode::unsaid}),
            UserText::tr("only if you say that OLD is gone: NEW opens without its word, unless "
                         "OLD answers it"),
            {HostState::Filled, HostState::Open}};
}

Action atOld(const Action &action, const Facts &facts)
{
    return action
        .with("old",
              facts.addresses.oldV4.isEmpty() ? facts.addresses.oldV6 : facts.addresses.oldV4)
        .with("port", QString::number(facts.addresses.oldSshPort));
}

Failure notOpened(const QString &observed)
{
    return {failure::ClaimFalse{UserText::tr("OLD stays stopped and NEW is opened"),
                                UserText::tr("within seconds"), observed},
            Role::Old};
}

// The link is what OLD may wait for; it needs this program's agent.
void tryToOpenLink(StepContext &context)
{
    try {
        keepLink(context);
    } catch (const Failure &failure) {
        context.report.note(
            UserText::tr("OLD can't tell NEW yet: %1").arg(explain(failure).happened));
    }
}

void follow(StepContext &context, const QString &mark)
{
    const Action await = awaitMark().with("mark", mark);
    for (int look = 0; look < mostLooks; ++look) {
        const Output seen = context.run(await);
        if (seen.exitCode == 0)
            return;
        if (seen.exitCode == scriptcode::ended)
            throw notOpened(seen.lines().join(u' '));
        tryToOpenLink(context);
    }
    throw notOpened(UserText::tr("OLD can't tell NEW, and goes on trying"));
}

} // namespace

Plan prepareCommitPlan(const Facts &facts)
{
    return {writeSettleUnit(),  writeAfterOpening(),      reloadUnits(Role::New),
            enableSettleUnit(), writeCommitValues(facts), writeCommitScript(),
            writeService(),     reloadUnits(Role::Old)};
}

void prepareCommit(StepContext &context) { context.runAll(prepareCommitPlan(context.facts)); }

Plan commitPlan()
{
    Plan plan = linkPlan();
    append(plan, {{start(), awaitMark(), openAlone()}});
    return plan;
}

void commitCutover(StepContext &context)
{
    context.facts.cutover.commitStarted = true;
    context.saveFacts();
    tryToOpenLink(context);
    context.control.setWhenStopped(WhenStopped::GoesOn);
    context.run(start());
    context.report.milestone(Milestone::HandingOver);
    follow(context, u"/run/relaymove/opened"_s);
    context.report.milestone(Milestone::Open);
    context.report.serving(WhoServes::New);
    context.control.setWhenStopped(WhenStopped::Ends);
    follow(context, u"/run/relaymove/forwarded"_s);
    context.report.milestone(Milestone::Forwarded);
}

Plan oldIsGonePlan() { return {lookSince(), askOldFromNew(), sayOldIsGone()}; }

void agreeThatOldIsGone(StepContext &context, const QString &why)
{
    const qint64 since = context.run(lookSince()).text().toLongLong();
    const QDateTime moment = QDateTime::fromSecsSinceEpoch(since);
    using question::OldIsGone;
    if (context.control.ask(u"activate/old-is-gone"_s, Role::Old,
                            OldIsGone{why, moment, context.profile.autoRollbackSeconds}) !=
        OldIsGone::Answer::Gone)
        throw refused(Role::Old,
                      UserText::tr("NEW stays closed: OLD may have served since %1, or "
                                   "may do so again.")
                          .arg(localMoment(moment)),
                      UserText::tr("Bring OLD back and try again. Is it lost for good, "
                                   "and has it served nobody since? Then: resume "
                                   "--old-is-gone"));
    context.run(sayOldIsGone());
}

bool oldAnswersNew(StepContext &context)
{
    return context.run(atOld(askOldFromNew(), context.facts)).exitCode == scriptcode::isThere;
}

void openWithoutOld(StepContext &context)
{
    if (recordOf(context.target).is(HostState::Settled))
        return;
    const Action open = atOld(openAlone(), context.facts)
                            .with("seconds", QString::number(context.profile.autoRollbackSeconds));
    Output opened = context.run(open);
    if (opened.exitCode == scriptcode::unsaid) {
        agreeThatOldIsGone(context, UserText::tr("it is some time that you said so."));
        opened = context.run(open);
    }
    if (opened.exitCode != 0)
        throw refused(Role::Old, UserText::tr("OLD answers NEW: it is not gone."),
                      UserText::tr("Go on without --old-is-gone."));
    context.report.milestone(Milestone::Open);
    context.report.serving(WhoServes::New);
}

void closeNew(StepContext &context)
{
    try {
        context.run(closeCutover().with("state", stateName(HostState::Filled)));
    } catch (const Failure &failure) {
        // To this cutover it is closed for good then. Its guard says so under its lock: a record
        // that is only read may not be on its disk yet.
        const auto *refused = failure.as<failure::StateRefused>();
        if (!refused || refused->state != stateName(HostState::Fenced) ||
            refused->cutover != context.facts.cutover.id)
            throw;
    }
}

Plan takeCommitBackPlan() { return {closeCutover(), holdAgain()}; }

void takeCommitBack(StepContext &context)
{
    closeNew(context);
    try {
        context.run(holdAgain());
    } catch (const Failure &failure) {
        const auto *refused = failure.as<failure::StateRefused>();
        if (!refused || refused->state != stateName(HostState::Held))
            throw; // else OLD has heard from NEW that it is closed
    }
}

} // namespace relaymove
