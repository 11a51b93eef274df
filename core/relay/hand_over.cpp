#include "core/relay/hand_over.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/relay/copy_link.h"
#include "core/relay/dead_man.h"
#include "core/relay/forwarding.h"
#include "core/relay/mail_queue.h"
#include "core/relay/marks.h"
#include "core/relay/waiting_room.h"
#include "core/steps/common.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Exit codes of the scripts.
constexpr int ended = 3;
constexpr int isClosed = 9;

// How often a hand-over that goes on trying is looked after, 4 s each.
constexpr int mostLooks = 30;

const QByteArray openScript =
    "#!/bin/sh\n"
    "# Written by Relaymove. $1 is the cutover. The commit point: this machine is open\n"
    "# to everyone from here on, over reboots too.\n"
    "set -e\n"
    "exec 9</etc/relaymove\n"
    "flock 9\n"
    "[ \"$(cat /etc/relaymove/closed 2>/dev/null)\" != \"$1\" ] || exit " +
    QByteArray::number(isClosed) + "\n" + placeMarkScript("/etc/relaymove/committed") +
    "systemctl stop relaymove-fence.service\n";

// On OLD. That its services stay stopped is looked at after the timer was stopped:
// it may have fired just before. And that NEW can be told is tried before there is no
// way back by itself.
QByteArray handOverScript(const StepContext &context)
{
    const QByteArray cutover = context.facts.cutover.toUtf8();
    const QByteArray onNew = linkShellCommand();
    return "#!/bin/sh\n"
           "# Written by Relaymove. The other machine takes over; nobody has to watch.\n"
           "give_up() { echo \"$1\"; exit 3; }\n"
           "stays_stopped() {\n"
           "    [ \"$(cat /etc/relaymove/hold 2>/dev/null)\" = " +
           cutover +
           " ] || give_up 'this machine serves'\n"
           "}\n"
           "stays_stopped\n" +
           onNew + " true || give_up 'the other machine can not be told'\n" +
           placeMarkScript("/etc/relaymove/disarmed") +
           "[ \"$(cat /etc/relaymove/disarmed 2>/dev/null)\" = " + cutover +
           " ] || give_up 'the way back could not be disarmed'\n"
           "systemctl stop relaymove-deadman.timer\n"
           "case $(systemctl is-active relaymove-deadman.service) in\n"
           "inactive | failed) ;;\n"
           "*) give_up 'this machine is about to serve' ;;\n"
           "esac\n"
           "stays_stopped\n"
           "while :; do\n"
           "    " +
           onNew + " /etc/relaymove/open.sh " + cutover +
           "\n"
           "    status=$?\n"
           "    [ $status != 0 ] || break\n"
           "    [ $status != 9 ] || give_up 'the other machine was closed to this cutover'\n"
           "    sleep 0.2\n"
           "done\n"
           // `true`: a redirection that fails would end the script at `:`.
           "true >/run/relaymove/opened\n" +
           releaseToNewScript(context.facts) + startForwardingScript() +
           "true >/run/relaymove/forwarded\n" + onNew + " " + afterOpeningPath + " " + cutover +
           "\n";
}

const QByteArray serviceUnit =
    "[Unit]\n"
    "Description=Relaymove: the other machine takes over\n\n"
    "[Service]\n"
    // Not oneshot: one that runs could not be stopped where control groups can't be killed.
    "Type=simple\n"
    "ExecStartPre=/bin/rm -f /run/relaymove/opened /run/relaymove/forwarded\n"
    "ExecStart=/etc/relaymove/hand-over.sh\n"
    "ExecStop=-/bin/kill $MAINPID\n";

Command writeOpen()
{
    return Command::writeFile(u"/etc/relaymove/open.sh"_s, u"0700"_s, openScript);
}
constexpr auto committed = "/etc/relaymove/committed";
constexpr auto closed = "/etc/relaymove/closed";
constexpr auto disarmed = "/etc/relaymove/disarmed";
Command ready(const char *mark, const QString &content)
{
    return readyMark(QString::fromLatin1(mark), content.toUtf8());
}
Command writeHandOver(const QByteArray &content)
{
    return Command::writeFile(u"/etc/relaymove/hand-over.sh"_s, u"0700"_s, content);
}
Command writeService()
{
    return Command::writeFile(u"/etc/systemd/system/relaymove-hand-over.service"_s, u"0644"_s,
                              serviceUnit);
}
Command reload() { return {"systemctl", "daemon-reload"}; }
Command start() { return {"systemctl", "start", "relaymove-hand-over.service"}; }
Command stop()
{
    return Command{"systemctl", "stop", "relaymove-hand-over.service"}.accepts({0, 5});
}
// 0: the mark is there. 3: it ended without, and this is what it said. 4: it is still
// trying, after 4 s.
Command awaitMark()
{
    return Command{"sh", "-c",
                   R"sh(for i in $(seq 200); do
  [ ! -e "$1" ] || exit 0
  systemctl is-active --quiet relaymove-hand-over.service || {
    [ ! -e "$1" ] || exit 0
    journalctl --unit relaymove-hand-over.service --lines 2 --output cat --no-pager
    exit 3
  }
  sleep 0.02
done
exit 4)sh",
                   "await-mark", "{mark}"}
        .accepts({0, ended, 4});
}
Command close()
{
    return Command{"sh",
                   "-c",
                   R"sh(set -e; cd /etc/relaymove; exec 9<.; flock 9
[ "$(cat committed 2>/dev/null)" != "$1" ] || exit 9
[ "$(cat closed.ready 2>/dev/null)" = "$2" ] || printf '%s' "$2" >closed.ready
[ closed -ef closed.ready ] || ln -f closed.ready closed
sync .)sh",
                   "close-gate",
                   "{migration}",
                   "{cutover}"}
        .accepts({0, isClosed});
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
        context.report.note(
            Said::tr("OLD can't tell NEW yet: %1").arg(explain(failure, {}).happened));
    }
}

void follow(StepContext &context, const QString &mark)
{
    const Command await = awaitMark().with("mark", mark);
    for (int look = 0; look < mostLooks; ++look) {
        const Output seen = context.source.run(await);
        if (seen.exitCode == 0)
            return;
        if (seen.exitCode == ended)
            throw notOpened(seen.lines().join(u' '));
        tryToOpenLink(context);
    }
    throw notOpened(Said::tr("OLD can't tell NEW, and goes on trying"));
}

} // namespace

Plan handOverPlan()
{
    Plan plan{
        {Role::New, Purpose::Change, writeOpen(), Said::tr("the commit point, as one script")},
        {Role::New, Purpose::Change, ready(committed, {}),
         Said::tr("its mark, ready: a full disk can't stop it")},
        {Role::New, Purpose::Change, ready(closed, {}), Said::tr("and the mark against it")},
        {Role::New, Purpose::Change, writeAfterOpening(),
         Said::tr("what follows when users are served")},
        {Role::Old, Purpose::Change, writeHandOver({}),
         Said::tr("disarms OLD's way back, opens NEW, passes users on; needs nobody")},
        {Role::Old, Purpose::Change, ready(disarmed, {}), Said::tr("its mark, ready")},
        {Role::Old, Purpose::Change, writeService(), Said::tr("runs it")},
        {Role::Old, Purpose::Change, reload(), Said::tr("systemd reads its units again")},
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
    context.target.run(ready(committed, context.profile.id));
    context.target.run(ready(closed, context.facts.cutover));
    context.target.run(writeAfterOpening());
    context.source.run(writeHandOver(handOverScript(context)));
    context.source.run(ready(disarmed, context.facts.cutover));
    context.source.run(writeService());
    context.source.run(reload());
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
        context.report.note(Said::tr("NEW could not be told, and stays fenced: %1")
                                .arg(explain(failure, {}).happened));
        return false;
    }
    if (status == isClosed)
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
