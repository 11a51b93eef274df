#include "core/relay/dead_man.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/profiles/profile.h"
#include "core/relay/client_limits.h"
#include "core/relay/hold_units.h"
#include "core/relay/mail_queue.h"
#include "core/relay/waiting_room.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

const QByteArray serviceUnit =
    "[Unit]\n"
    "Description=Relaymove: this relay serves again, for nobody finished its move\n"
    // Never after the move was finished or gone back.
    "ConditionPathExists=/etc/relaymove/hold\n"
    "ConditionPathExists=!/etc/relaymove/disarmed\n\n"
    "[Service]\n"
    "Type=oneshot\n"
    "ExecStart=/etc/relaymove/go-back.sh\n";

QByteArray timerUnit(int seconds)
{
    return "[Unit]\n"
           "Description=Relaymove: serve again unless this is renewed\n\n"
           "[Timer]\n"
           // From each (re)start of the timer, and from each boot.
           "OnActiveSec=" +
           QByteArray::number(seconds) +
           "s\n"
           "AccuracySec=200ms\n"
           "Unit=relaymove-deadman.service\n\n"
           "[Install]\n"
           "WantedBy=timers.target\n";
}

Command writeScript(const QByteArray &content)
{
    return Command::writeFile(u"/etc/relaymove/go-back.sh"_s, u"0700"_s, content);
}
Command writeService()
{
    return Command::writeFile(u"/etc/systemd/system/relaymove-deadman.service"_s, u"0644"_s,
                              serviceUnit);
}
Command writeTimer(int seconds)
{
    return Command::writeFile(u"/etc/systemd/system/relaymove-deadman.timer"_s, u"0644"_s,
                              timerUnit(seconds));
}
Command reload() { return {"systemctl", "daemon-reload"}; }
Command enable() { return {"systemctl", "enable", "relaymove-deadman.timer"}; }
Command arm()
{
    return {"sh", "-c", "rm -f /etc/relaymove/disarmed; systemctl restart relaymove-deadman.timer"};
}
// 3: it has fired, or is about to. Looked at again after the restart: it may have fired
// just before.
constexpr int hasFired = 3;
Command renew()
{
    return Command{"sh", "-c",
                   R"sh(holds() { [ "$(cat /etc/relaymove/hold 2>/dev/null)" = "$1" ]; }
holds "$1" || exit 3
rm -f /etc/relaymove/disarmed
systemctl restart relaymove-deadman.timer
case $(systemctl is-active relaymove-deadman.service) in inactive | failed) ;; *) exit 3 ;; esac
holds "$1" || exit 3)sh",
                   "renew-dead-man", "{cutover}"}
        .accepts({0, hasFired});
}
Command goBack() { return Command{"/etc/relaymove/go-back.sh"}.within(std::chrono::minutes(3)); }

} // namespace

QByteArray goBackScript(const Facts &facts)
{
    QStringList units = unitsToStop(facts);
    // Oneshots run when their timers say so.
    units.removeIf([&](const QString &unit) {
        return unit.endsWith(u".service") && units.contains(unit.chopped(8) + u".timer"_s);
    });
    return "#!/bin/sh\n"
           "# Written by Relaymove. This relay serves again: its queue is put back, its\n"
           "# services start, and the connections that waited are passed on to them.\n"
           "mkdir -p /run/relaymove\n"
           "exec 9>/run/relaymove/turn\n"
           // Whoever holds it hangs on a disk that does; serving is worth more.
           "flock -w 60 9\n" +
           queueBackScript() + liftLimitsScript() +
           "rm -f /etc/relaymove/hold /etc/relaymove/forward\n"
           "systemctl start " +
           quoted(units).toUtf8() + "\n" + releaseToSelfScript(facts) +
           // cmdeploy --disable-mail disabled postfix and dovecot.
           (facts.enabledUnits.isEmpty()
                ? QByteArray()
                : "systemctl enable --quiet " + quoted(facts.enabledUnits).toUtf8() + "\n") +
           "systemctl disable --now relaymove-deadman.timer\n";
}

Plan deadManPlan()
{
    return {
        {Role::Old, Purpose::Change, writeScript({}), Said::tr("the way back, which needs nobody")},
        {Role::Old, Purpose::Change, writeService(), Said::tr("runs it")},
        {Role::Old, Purpose::Change, writeTimer(0), Said::tr("when this computer has gone silent")},
        {Role::Old, Purpose::Change, reload(), Said::tr("systemd reads its units again")},
        {Role::Old, Purpose::Change, enable(), Said::tr("after a reboot too")},
        {Role::Old, Purpose::Change, arm(), Said::tr("arms the timer")},
        {Role::Old, Purpose::Change, renew(), Said::tr("another full period, if OLD still waits")},
        {Role::Old, Purpose::Undo, goBack(), Said::tr("OLD serves again, now")}};
}

void armDeadMan(StepContext &context)
{
    context.source.run(writeScript(goBackScript(context.facts)));
    context.source.run(writeService());
    context.source.run(writeTimer(context.profile.deadManSeconds));
    context.source.run(reload());
    context.source.run(enable());
    context.source.run(arm());
}

bool keepDeadMan(StepContext &context)
{
    return context.source.run(renew().with("cutover", context.facts.cutover)).exitCode != hasFired;
}

void renewDeadMan(StepContext &context)
{
    if (!keepDeadMan(context))
        throw Failure{
            .kind = FailureKind::ClaimFalse,
            .where = Role::Old,
            .arguments = {
                Said::tr("OLD holds still"), Said::tr("until NEW is open"),
                Said::tr(
                    "it serves again by itself: it had heard nothing of this computer for %1 s")
                    .arg(context.profile.deadManSeconds)}};
}

void goBackNow(StepContext &context) { context.source.run(goBack()); }

} // namespace relaymove
