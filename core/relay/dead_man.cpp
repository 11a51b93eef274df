#include "core/relay/dead_man.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/host/script.h"
#include "core/profiles/profile.h"
#include "core/relay/client_limits.h"
#include "core/relay/hold_units.h"
#include "core/relay/mail_queue.h"
#include "core/relay/script_codes.h"
#include "core/relay/waiting_room.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// What go-back.sh can't know: who this relay is.
Command writeGoBackValues(const ScriptValues &values)
{
    return writeValuesFile(u"/etc/relaymove/go-back.conf"_s, values);
}
Command writeGoBackRules()
{
    return Command::writeFile(u"/etc/relaymove/go-back.nft"_s, u"0644"_s, releaseToSelfRules());
}
Command writeGoBack() { return writeProgramFile(u"/etc/relaymove/go-back.sh"_s); }
Command writeService() { return writeUnitFile(u"relaymove-deadman.service"_s); }
Command writeTimer(int seconds)
{
    return writeUnitFile(u"relaymove-deadman.timer"_s,
                         "OnActiveSec=" + QByteArray::number(seconds) + "s\n");
}
Command enable() { return {"systemctl", "enable", "relaymove-deadman.timer"}; }
Command arm()
{
    return {"sh", "-c", "rm -f /etc/relaymove/disarmed; systemctl restart relaymove-deadman.timer"};
}
Command renew()
{
    return shell("renew-dead-man", {"{cutover}"}).accepts({0, scriptcode::hasFired});
}
Command goBack() { return Command{"/etc/relaymove/go-back.sh"}.within(std::chrono::minutes(3)); }

ScriptValues goBackValues(const Facts &facts)
{
    QStringList units = unitsToStop(facts);
    // Oneshots run when their timers say so.
    units.removeIf([&](const QString &unit) {
        return unit.endsWith(u".service") && units.contains(unit.chopped(8) + u".timer"_s);
    });
    return {{u"folders"_s, queueFolders().join(u' ')},
            {u"limited"_s, limitedAfterGoingBack(facts)},
            {u"units"_s, units.join(u' ')},
            {u"enabled"_s, facts.enabledUnits.join(u' ')},
            {u"address"_s, releaseToSelfAddress(facts)}};
}

} // namespace

Plan deadManPlan()
{
    return {
        {Role::Old, Purpose::Change, writeGoBackValues({}),
         Said::tr("what the way back starts and puts back")},
        {Role::Old, Purpose::Change, writeGoBackRules(),
         Said::tr("the rules that the way back loads: nobody waits any more")},
        {Role::Old, Purpose::Change, writeGoBack(), Said::tr("the way back, which needs nobody")},
        {Role::Old, Purpose::Change, writeService(), Said::tr("runs it")},
        {Role::Old, Purpose::Change, writeTimer(0), Said::tr("when this computer has gone silent")},
        {Role::Old, Purpose::Change, reloadUnits(), Said::tr("systemd reads its units again")},
        {Role::Old, Purpose::Change, enable(), Said::tr("after a reboot too")},
        {Role::Old, Purpose::Change, arm(), Said::tr("arms the timer")},
        {Role::Old, Purpose::Change, renew(), Said::tr("another full period, if OLD still waits")},
        {Role::Old, Purpose::Undo, goBack(), Said::tr("OLD serves again, now")}};
}

void armDeadMan(StepContext &context)
{
    context.source.run(writeGoBackValues(goBackValues(context.facts)));
    context.source.run(writeGoBackRules());
    context.source.run(writeGoBack());
    context.source.run(writeService());
    context.source.run(writeTimer(context.profile.deadManSeconds));
    context.source.run(reloadUnits());
    context.source.run(enable());
    context.source.run(arm());
}

bool keepDeadMan(StepContext &context)
{
    return context.source.run(renew().with("cutover", context.facts.cutover)).exitCode !=
           scriptcode::hasFired;
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
