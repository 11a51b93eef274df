#include "core/relay/hand_over.h"

#include "core/base/failure.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/relay/copy_link.h"
#include "core/relay/forwarding.h"
#include "core/relay/mail_queue.h"
#include "core/relay/waiting_room.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Exit codes of the scripts.
constexpr int oldServes = 3;
constexpr int isClosed = 9;

// {content} on the disk under its name as a whole, or not at all.
QByteArray markScript(const QByteArray &path, const QByteArray &content)
{
    return "printf '%s' " + content + " >" + path + ".part\n" + "sync " + path + ".part\n" + "mv " +
           path + ".part " + path + "\n" + "sync /etc/relaymove\n";
}

QByteArray openScript(const QString &migration)
{
    return "#!/bin/sh\n"
           "# Written by Relaymove. $1 is the cutover. The commit point: this machine is open\n"
           "# to everyone from here on, over reboots too.\n"
           "set -e\n"
           "exec 9>/etc/relaymove/gate\n"
           "flock 9\n"
           "[ \"$(cat /etc/relaymove/closed 2>/dev/null)\" != \"$1\" ] || exit " +
           QByteArray::number(isClosed) + "\n" +
           markScript("/etc/relaymove/committed", "'" + migration.toUtf8() + "'") +
           "systemctl stop relaymove-fence.service\n";
}

// On OLD. That its services stay stopped is looked at after the timer was stopped:
// it may have fired just before.
QByteArray handOverScript(const StepContext &context)
{
    const QByteArray cutover = context.facts.cutover.toUtf8();
    const QByteArray onNew = linkShellCommand();
    return "#!/bin/sh\n"
           "# Written by Relaymove. The other machine takes over; nobody has to watch.\n"
           "stays_stopped() {\n"
           "    [ \"$(cat /etc/relaymove/hold 2>/dev/null)\" = " +
           cutover +
           " ] || { echo 'this machine serves' >&2; exit 3; }\n"
           "}\n"
           "stays_stopped\n" +
           markScript("/etc/relaymove/disarmed", cutover) +
           "systemctl stop relaymove-deadman.timer\n"
           "case $(systemctl is-active relaymove-deadman.service) in\n"
           "inactive | failed) ;;\n"
           "*) echo 'this machine is about to serve' >&2; exit 3 ;;\n"
           "esac\n"
           "stays_stopped\n"
           "while :; do\n"
           "    " +
           onNew + " /etc/relaymove/open.sh " + cutover +
           "\n"
           "    status=$?\n"
           "    [ $status != 0 ] || break\n"
           "    [ $status != 9 ] || exit 9\n"
           "    sleep 0.2\n"
           "done\n"
           ": >/run/relaymove/opened\n" +
           releaseToNewScript(context.facts) + startForwardingScript() +
           ": >/run/relaymove/forwarded\n" + onNew + " " + afterOpeningPath + " " + cutover + "\n";
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

Command writeOpen(const QByteArray &content)
{
    return Command::writeFile(u"/etc/relaymove/open.sh"_s, u"0700"_s, content);
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
// 0: the mark is there. 3: it ended without. 4: it is still trying, after 4 s.
Command awaitMark()
{
    return Command{"sh", "-c",
                   R"sh(for i in $(seq 200); do
  [ ! -e "$1" ] || exit 0
  systemctl is-active --quiet relaymove-hand-over.service || { [ -e "$1" ] && exit 0; exit 3; }
  sleep 0.02
done
exit 4)sh",
                   "await-mark", "{mark}"}
        .accepts({0, 3, 4});
}
Command readDisarmed() { return Command{"cat", "/etc/relaymove/disarmed"}.accepts({0, 1}); }
Command close()
{
    return Command{"sh",
                   "-c",
                   R"sh(set -e; exec 9>/etc/relaymove/gate; flock 9
[ "$(cat /etc/relaymove/committed 2>/dev/null)" != "$1" ] || exit 9
printf '%s' "$2" >/etc/relaymove/closed; sync /etc/relaymove/closed)sh",
                   "close-gate",
                   "{migration}",
                   "{cutover}"}
        .accepts({0, isClosed});
}

Failure notOpened(const QString &observed)
{
    return {.kind = FailureKind::ClaimFalse,
            .where = Role::Old,
            .arguments = {u"OLD stays stopped and NEW is opened"_s, u"within seconds"_s, observed}};
}

void follow(StepContext &context, const QString &mark)
{
    const Command await = awaitMark().with("mark", mark);
    int status = context.source.run(await).exitCode;
    if (status == 4) {
        // The link is what OLD may wait for; it needs this program's agent.
        openLink(context);
        status = context.source.run(await).exitCode;
    }
    if (status == oldServes)
        throw notOpened(u"OLD serves, or is about to, or NEW was closed to this cutover"_s);
    if (status != 0)
        throw notOpened(u"OLD can't tell NEW, and goes on trying"_s);
}

} // namespace

Plan handOverPlan()
{
    Plan plan{
        {Role::New, Purpose::Change, writeOpen({}), u"the commit point, as one script"_s},
        {Role::New, Purpose::Change, writeAfterOpening(), u"what follows when users are served"_s},
        {Role::Old, Purpose::Change, writeHandOver({}),
         u"disarms OLD's way back, opens NEW, passes users on; needs nobody"_s},
        {Role::Old, Purpose::Change, writeService(), u"runs it"_s},
        {Role::Old, Purpose::Change, reload(), u"systemd reads its units again"_s},
        {Role::Old, Purpose::Look, readDisarmed(), u"whether it has begun"_s},
        {Role::Old, Purpose::Change, start(), u"the commit point: NEW is open to everyone"_s},
        {Role::Old, Purpose::Look, awaitMark(), u"until NEW is open and OLD forwards"_s},
        {Role::Old, Purpose::Undo, stop(), u"NEW is not opened"_s},
        {Role::New, Purpose::Undo, close(), u"and can't be, by this cutover"_s}};
    const Plan link = linkPlan();
    plan.insert(plan.end(), link.begin(), link.end());
    return plan;
}

void prepareHandOver(StepContext &context)
{
    context.target.run(writeOpen(openScript(context.profile.id)));
    context.target.run(writeAfterOpening());
    context.source.run(writeHandOver(handOverScript(context)));
    context.source.run(writeService());
    context.source.run(reload());
}

void handOver(StepContext &context)
{
    context.facts.commitStarted = true;
    context.saveFacts();
    context.source.run(start());
    context.report.milestone(u"handing-over"_s);
    follow(context, u"/run/relaymove/opened"_s);
    context.report.milestone(u"open"_s);
    context.report.serving(u"NEW"_s);
    follow(context, u"/run/relaymove/forwarded"_s);
    context.report.milestone(u"forwarded"_s);
}

bool isHandingOver(StepContext &context)
{
    return !context.facts.cutover.isEmpty() &&
           context.source.run(readDisarmed()).text() == context.facts.cutover;
}

void closeGate(StepContext &context)
{
    if (context.facts.cutover.isEmpty())
        return;
    context.source.run(stop());
    const Command command =
        close().with("migration", context.profile.id).with("cutover", context.facts.cutover);
    if (context.target.run(command).exitCode == isClosed)
        throw Failure{.kind = FailureKind::Refused,
                      .where = Role::New,
                      .arguments = {u"NEW serves your mail already."_s,
                                    u"Going back from here is a move of its own, with the roles "
                                    "exchanged."_s}};
}

} // namespace relaymove
