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
#include "core/migration/placeholders.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"
#include "core/relay/queue_paths.h"
#include "core/traffic/connection_parking.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// How often a hand-over that goes on trying is looked after, 4 s each.
constexpr int mostLooks = 30;

Command writeCommitScript() { return writeProgramFile(u"/etc/relaymove/commit.sh"_s); }
// What commit.sh can't know.
Command writeCommitValues(const ScriptValues &values)
{
    return writeValuesFile(u"/etc/relaymove/commit.conf"_s, values);
}
Command writeService() { return writeUnitFile(u"relaymove-commit.service"_s); }
Command writeSettleUnit() { return writeUnitFile(u"relaymove-settle.service"_s); }
Command enableSettleUnit() { return {"systemctl", "enable", "relaymove-settle.service"}; }
Command start() { return {"systemctl", "start", "relaymove-commit.service"}; }
Command awaitMark()
{
    return shell("await-mark", {"{mark}"}).accepts({0, scriptcode::ended, scriptcode::tries});
}
Command lookSince() { return Command{"stat", "-c", "%Y", heldBeforePath}.accepts({0, 1}); }
Command sayOldIsGone() { return shell("old-is-gone", {"said"}); }
Command holdAgain()
{
    return {guardPath, "move", "{migration}", "{lease}", "{cutover}", "committed", "held"};
}
Command askOldFromNew()
{
    return shell("old-is-gone", {"answers", "{old}", "{port}"}).accepts({0, scriptcode::isThere});
}
Command openAlone()
{
    return shell("old-is-gone", {"open", "{cutover}", "{seconds}", "{old}", "{port}"})
        .accepts({0, scriptcode::isThere, scriptcode::unsaid});
}

Command atOld(const Command &command, const Facts &facts)
{
    return command.with("old", facts.oldV4.isEmpty() ? facts.oldV6 : facts.oldV4)
        .with("port", QString::number(facts.oldSshPort));
}

Failure notOpened(const QString &observed)
{
    return {.kind = FailureKind::ClaimFalse,
            .where = Role::Old,
            .arguments = {UserText::tr("OLD stays stopped and NEW is opened"),
                          UserText::tr("within seconds"), observed}};
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
    const Command await = awaitMark().with("mark", mark);
    for (int look = 0; look < mostLooks; ++look) {
        const Output seen = context.source.run(await);
        if (seen.exitCode == 0)
            return;
        if (seen.exitCode == scriptcode::ended)
            throw notOpened(seen.lines().join(u' '));
        tryToOpenLink(context);
    }
    throw notOpened(UserText::tr("OLD can't tell NEW, and goes on trying"));
}

} // namespace

Plan commitPlan()
{
    using enum HostState;
    Plan plan = during(
        {{Role::New, Purpose::Change, writeSettleUnit(),
          UserText::tr("NEW serves for good, should OLD fall silent after the commit point")},
         {Role::New, Purpose::Change, writeAfterOpening(),
          UserText::tr("what follows when users are served")},
         {Role::New, Purpose::Change, reloadUnits(), UserText::tr("systemd reads its units again")},
         {Role::New, Purpose::Change, enableSettleUnit(), UserText::tr("after a reboot too")},
         {Role::Old, Purpose::Change, writeCommitValues({}),
          UserText::tr("which cutover, and the way to NEW")},
         {Role::Old, Purpose::Change, writeCommitScript(),
          UserText::tr(
              "the commit point: OLD hands over, opens NEW, passes users on; needs nobody")},
         {Role::Old, Purpose::Change, writeService(), UserText::tr("runs it")},
         {Role::Old, Purpose::Change, reloadUnits(),
          UserText::tr("systemd reads its units again")}},
        {Serving, Held, Fenced, Filled});
    plan.push_back({Role::Old,
                    Purpose::Change,
                    start(),
                    UserText::tr("the commit point: NEW is open to everyone"),
                    {Held, Committed, Forwarding}});
    plan.push_back({Role::Old, Purpose::Look, awaitMark(),
                    UserText::tr("until NEW is open and OLD forwards")});
    plan.push_back(
        {Role::New,
         Purpose::Change,
         openAlone(),
         UserText::tr("only if you say that OLD is gone: NEW opens without its word, unless "
                      "OLD answers it"),
         {Filled, Open}});
    plan.push_back({Role::New, Purpose::Move, closeCutover(),
                    UserText::tr("going back: NEW can't be opened any more")});
    plan.push_back({Role::Old, Purpose::Move, holdAgain(),
                    UserText::tr("going back: OLD, which had handed over, holds again")});
    append(plan, {linkPlan(), autoRollbackPlan()});
    return plan;
}

void prepareCommit(StepContext &context)
{
    context.target.run(writeSettleUnit());
    context.target.run(writeAfterOpening());
    context.target.run(reloadUnits());
    context.target.run(enableSettleUnit());
    context.source.run(writeCommitValues({{u"cutover"_s, context.facts.cutover},
                                          {u"on_new"_s, QString::fromLatin1(linkShellCommand())},
                                          {u"address"_s, releaseToNewAddress(context.facts)}}));
    context.source.run(writeCommitScript());
    context.source.run(writeService());
    context.source.run(reloadUnits());
}

void commitCutover(StepContext &context)
{
    context.facts.commitStarted = true;
    context.saveFacts();
    tryToOpenLink(context);
    context.control.setWhenStopped(WhenStopped::GoesOn);
    context.source.run(start());
    context.report.milestone(Milestone::HandingOver);
    follow(context, u"/run/relaymove/opened"_s);
    context.report.milestone(Milestone::Open);
    context.report.serving(WhoServes::New);
    context.control.setWhenStopped(WhenStopped::Ends);
    follow(context, u"/run/relaymove/forwarded"_s);
    context.report.milestone(Milestone::Forwarded);
}

Plan oldIsGonePlan()
{
    using enum HostState;
    return {{Role::New, Purpose::Look, lookSince(), UserText::tr("when NEW got OLD's queue")},
            {Role::New, Purpose::Look, askOldFromNew(), UserText::tr("whether OLD answers NEW")},
            {Role::New,
             Purpose::Change,
             sayOldIsGone(),
             UserText::tr("only if you say that OLD is gone: for a while NEW may open without it"),
             {Filled, Open}}};
}

void agreeThatOldIsGone(StepContext &context, const QString &why)
{
    const qint64 since = context.target.run(lookSince()).text().toLongLong();
    const QDateTime moment = QDateTime::fromSecsSinceEpoch(since);
    using question::OldIsGone;
    if (context.control.ask(u"activate/old-is-gone"_s, Role::Old,
                            OldIsGone{why, moment, context.profile.autoRollbackSeconds}) !=
        OldIsGone::Answer::Gone)
        throw Failure{
            .kind = FailureKind::Refused,
            .where = Role::Old,
            .arguments = {UserText::tr("NEW stays closed: OLD may have served since %1, or "
                                       "may do so again.")
                              .arg(localMoment(moment)),
                          UserText::tr("Bring OLD back and try again. Is it lost for good, "
                                       "and has it served nobody since? Then: resume "
                                       "--old-is-gone")}};
    context.target.run(sayOldIsGone());
}

bool oldAnswersNew(StepContext &context)
{
    return context.target.run(atOld(askOldFromNew(), context.facts)).exitCode ==
           scriptcode::isThere;
}

void openWithoutOld(StepContext &context)
{
    if (recordOf(context.target).is(HostState::Settled))
        return;
    const Command command =
        atOld(openAlone(), context.facts)
            .with("cutover", context.facts.cutover)
            .with("seconds", QString::number(context.profile.autoRollbackSeconds));
    Output opened = context.target.run(command);
    if (opened.exitCode == scriptcode::unsaid) {
        agreeThatOldIsGone(context, UserText::tr("it is some time that you said so."));
        opened = context.target.run(command);
    }
    if (opened.exitCode != 0)
        throw Failure{.kind = FailureKind::Refused,
                      .where = Role::Old,
                      .arguments = {UserText::tr("OLD answers NEW: it is not gone."),
                                    UserText::tr("Go on without --old-is-gone.")}};
    context.report.milestone(Milestone::Open);
    context.report.serving(WhoServes::New);
}

void closeNew(StepContext &context)
{
    try {
        context.target.run(withFacts(closeCutover(), context.profile, context.facts)
                               .with("lease", context.words.lease)
                               .with("state", stateName(HostState::Filled)));
    } catch (const Failure &failure) {
        // To this cutover it is closed for good then. Its guard says so under its lock: a record
        // that is only read may not be on its disk yet.
        const bool isClosed = failure.arguments.value(0) == stateName(HostState::Fenced) &&
                              failure.arguments.value(1) == context.facts.cutover;
        if (failure.kind != FailureKind::StateRefused || !isClosed)
            throw;
    }
}

void takeCommitBack(StepContext &context)
{
    closeNew(context);
    try {
        context.source.run(withFacts(holdAgain(), context.profile, context.facts)
                               .with("lease", context.words.lease));
    } catch (const Failure &failure) {
        if (failure.kind != FailureKind::StateRefused ||
            failure.arguments.value(0) != stateName(HostState::Held))
            throw; // else OLD has heard from NEW that it is closed
    }
}

} // namespace relaymove
