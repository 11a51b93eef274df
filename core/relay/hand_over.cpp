#include "core/relay/hand_over.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/host/script.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/relay/copy_link.h"
#include "core/relay/dead_man.h"
#include "core/relay/hold_units.h"
#include "core/relay/mail_queue.h"
#include "core/relay/marks.h"
#include "core/relay/script_codes.h"
#include "core/relay/waiting_room.h"
#include "core/steps/common.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// How often a hand-over that goes on trying is looked after, 4 s each.
constexpr int mostLooks = 30;

Command writeOpen() { return writeProgramFile(QString::fromLatin1(openPath)); }
Command ready(const char *mark, const QString &content)
{
    return readyMark(mark, content.toUtf8());
}
Command writeHandOver() { return writeProgramFile(u"/etc/relaymove/hand-over.sh"_s); }
// What hand-over.sh can't know.
Command writeHandOverValues(const ScriptValues &values)
{
    return writeValuesFile(u"/etc/relaymove/hand-over.conf"_s, values);
}
Command writeService() { return writeUnitFile(u"relaymove-hand-over.service"_s); }
Command start() { return {"systemctl", "start", "relaymove-hand-over.service"}; }
Command stop()
{
    return Command{"systemctl", "stop", "relaymove-hand-over.service"}.accepts({0, 5});
}
Command awaitMark()
{
    return shell("await-mark", {"{mark}"}).accepts({0, scriptcode::ended, scriptcode::tries});
}
Command close()
{
    return shell("close-gate", {"{migration}", "{cutover}"}).accepts({0, scriptcode::isOpen});
}

Failure notOpened(const QString &observed)
{
    return {.kind = FailureKind::ClaimFalse,
            .where = Role::Old,
            .arguments = {Said::tr("OLD stays stopped and NEW is opened"),
                          Said::tr("within seconds"), observed}};
}

// The link is what OLD may wait for; it needs this program's agent.
void tryToOpenLink(StepContext &context)
{
    try {
        openLink(context);
    } catch (const Failure &failure) {
        context.report.note(Said::tr("OLD can't tell NEW yet: %1").arg(explain(failure).happened));
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
    throw notOpened(Said::tr("OLD can't tell NEW, and goes on trying"));
}

} // namespace

Command readCommitted() { return Command{"cat", committedPath}.accepts({0, 1}); }
Command readDisarmed() { return Command{"cat", disarmedPath}.accepts({0, 1}); }

Plan handOverPlan()
{
    Plan plan{
        {Role::New, Purpose::Change, writeOpen(), Said::tr("the commit point, as one script")},
        {Role::New, Purpose::Change, ready(committedPath, {}),
         Said::tr("its mark, ready: a full disk can't stop it")},
        {Role::New, Purpose::Change, ready(closedPath, {}), Said::tr("and the mark against it")},
        {Role::New, Purpose::Change, writeAfterOpening(),
         Said::tr("what follows when users are served")},
        {Role::Old, Purpose::Change, writeHandOverValues({}),
         Said::tr("which cutover, and the way to NEW")},
        {Role::Old, Purpose::Change, writeHandOver(),
         Said::tr("disarms OLD's way back, opens NEW, passes users on; needs nobody")},
        {Role::Old, Purpose::Change, ready(disarmedPath, {}), Said::tr("its mark, ready")},
        {Role::Old, Purpose::Change, writeService(), Said::tr("runs it")},
        {Role::Old, Purpose::Change, reloadUnits(), Said::tr("systemd reads its units again")},
        {Role::Old, Purpose::Change, start(),
         Said::tr("the commit point: NEW is open to everyone")},
        {Role::Old, Purpose::Look, awaitMark(), Said::tr("until NEW is open and OLD forwards")},
        {Role::Old, Purpose::Undo, stop(), Said::tr("NEW is not opened")},
        {Role::New, Purpose::Undo, close(), Said::tr("and can't be, by this cutover")}};
    append(plan, {linkPlan(), deadManPlan()});
    return plan;
}

void prepareHandOver(StepContext &context)
{
    context.target.run(writeOpen());
    context.target.run(ready(committedPath, context.profile.id));
    context.target.run(ready(closedPath, context.facts.cutover));
    context.target.run(writeAfterOpening());
    context.source.run(writeHandOverValues({{u"cutover"_s, context.facts.cutover},
                                            {u"on_new"_s, QString::fromLatin1(linkShellCommand())},
                                            {u"address"_s, releaseToNewAddress(context.facts)}}));
    context.source.run(writeHandOver());
    context.source.run(ready(disarmedPath, context.facts.cutover));
    context.source.run(writeService());
    context.source.run(reloadUnits());
}

void handOver(StepContext &context)
{
    context.facts.commitStarted = true;
    context.saveFacts();
    tryToOpenLink(context);
    context.source.run(start());
    context.report.milestone(Milestone::HandingOver);
    follow(context, u"/run/relaymove/opened"_s);
    context.report.milestone(Milestone::Open);
    context.report.serving(u"NEW"_s);
    follow(context, u"/run/relaymove/forwarded"_s);
    context.report.milestone(Milestone::Forwarded);
}

bool closeGate(StepContext &context)
{
    if (context.facts.cutover.isEmpty())
        return true;
    context.source.run(stop());
    const bool hadBegun = isHandingOver(context);
    const Command command =
        close().with("migration", context.profile.id).with("cutover", context.facts.cutover);
    int status = 0;
    try {
        status = context.target.run(command).exitCode;
    } catch (const Failure &failure) {
        if (hadBegun)
            throw;
        context.report.note(
            Said::tr("NEW could not be told, and stays fenced: %1").arg(explain(failure).happened));
        return false;
    }
    if (status == scriptcode::isOpen)
        throw Failure{
            .kind = FailureKind::Refused,
            .where = Role::New,
            .arguments = {Said::tr("NEW serves your mail already."),
                          Said::tr("Going back from here is a move of its own, with the roles "
                                   "exchanged.")}};
    // Nothing opens NEW any more: OLD may come back by itself again, should this computer
    // vanish before it says so.
    keepDeadMan(context);
    return true;
}

} // namespace relaymove
