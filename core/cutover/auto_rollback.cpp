#include "core/cutover/auto_rollback.h"

#include "core/base/failure.h"
#include "core/base/printable.h"
#include "core/base/user_text.h"
#include "core/host/guard_codes.h"
#include "core/host/script.h"
#include "core/host/script_codes.h"
#include "core/profiles/profile.h"
#include "core/relay/moved_units.h"
#include "core/traffic/client_limits.h"
#include "core/traffic/connection_parking.h"
#include "core/traffic/put_back.h"
#include "core/traffic/tables.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Action writePutQueueBack()
{
    return {Role::Old, Purpose::Change, writeProgramFile(u"/etc/relaymove/put-queue-back.sh"_s),
            UserText::tr("puts OLD's queue back")};
}
// A way back that was cut off before the queue was in its place: any start goes on with it.
Action putBackBeforeStart()
{
    return {Role::Old, Purpose::Change,
            Command::writeFile(u"/etc/systemd/system/postfix@-.service.d/relaymove-queue.conf"_s,
                               u"0644"_s,
                               "[Service]\nExecStartPre=-/etc/relaymove/put-queue-back.sh\n"),
            UserText::tr("before its postfix starts")};
}
Action writeGoBack()
{
    return {Role::Old, Purpose::Change, writeProgramFile(u"/etc/relaymove/go-back.sh"_s),
            UserText::tr("the way back, which needs nobody")};
}
Action writeService()
{
    return {Role::Old, Purpose::Change, writeUnitFile(u"relaymove-auto-rollback.service"_s),
            UserText::tr("runs it")};
}
Action writeTimer(int seconds)
{
    return {Role::Old, Purpose::Change,
            writeUnitFile(u"relaymove-auto-rollback.timer"_s,
                          "OnActiveSec=" + QByteArray::number(seconds) + "s\n"),
            UserText::tr("when this computer has gone silent")};
}
Action enable()
{
    return {Role::Old, Purpose::Change,
            Command{"systemctl", "enable", "relaymove-auto-rollback.timer"},
            UserText::tr("after a reboot too")};
}
// OLD's guard starts the timer before its record says that it holds.
Action hold()
{
    return {Role::Old, Purpose::Move,
            Command{guardPath, "move", "{migration}", "{lease}", "{cutover}", "serving", "held"},
            UserText::tr("OLD holds, its timer runs: nothing of OLD's starts by itself")};
}
Action renew()
{
    return {Role::Old,
            Purpose::Change,
            Command{"systemctl", "restart", "relaymove-auto-rollback.timer"},
            UserText::tr("another full period, if OLD still waits"),
            {HostState::Held}};
}
Action goBack()
{
    return {Role::Old,
            Purpose::Undo,
            Command{"/etc/relaymove/go-back.sh", "{words}"}
                .accepts({0, scriptcode::unstarted})
                .within(std::chrono::minutes(3))
                .underTheLock(),
            UserText::tr("OLD serves again, now"),
            {HostState::Serving, HostState::Held, HostState::Committed}};
}
Action runs()
{
    return {Role::Old, Purpose::Look,
            Command{"systemctl", "is-active", "postfix@-.service", "dovecot.service"}.accepts(
                {0, 3, 4}),
            UserText::tr("whether OLD runs again")};
}

ScriptValues goBackValues(const Facts &facts)
{
    QStringList units = unitsToStop(facts);
    // Oneshots run when their timers say so.
    units.removeIf([&](const QString &unit) {
        return unit.endsWith(u".service") && units.contains(unit.chopped(8) + u".timer"_s);
    });
    return {{u"limited"_s, limitedAfterGoingBack(facts)},
            {u"units"_s, units.join(u' ')},
            {u"enabled"_s, facts.relay.enabledUnits.join(u' ')},
            {u"address"_s, releaseToSelfAddress(facts)},
            {u"other"_s,
             facts.addresses.newV4.isEmpty() ? facts.addresses.newV6 : facts.addresses.newV4},
            {u"ssh"_s, QString::number(facts.addresses.newSshPort)}};
}

// What go-back.sh can't know: who this relay is.
Action writeGoBackValues(const Facts &facts)
{
    return {Role::Old, Purpose::Change,
            writeValuesFile(u"/etc/relaymove/go-back.conf"_s, goBackValues(facts)),
            UserText::tr("what the way back starts and puts back")};
}

Plan preparations(const Profile &profile, const Facts &facts)
{
    Plan plan{writeGoBackValues(facts), writeLowering(Role::Old), writePutQueueBack(),
              putBackBeforeStart(), writeGoBack()};
    append(plan, {putBackPlan(Role::Old)});
    append(plan, {{writeService(), writeTimer(profile.autoRollbackSeconds), reloadUnits(Role::Old),
                   enable()}});
    return plan;
}

} // namespace

Plan autoRollbackPlan(const Profile &profile, const Facts &facts)
{
    Plan plan = preparations(profile, facts);
    append(plan, {{hold(), renew(), runs(), goBack()}});
    return during(plan, {HostState::Serving, HostState::Held});
}

Plan renewAutoRollbackPlan() { return {renew()}; }

void prepareAutoRollback(StepContext &context)
{
    context.runAll(preparations(context.profile, context.facts));
}

void holdOld(StepContext &context) { context.run(hold()); }

void renewAutoRollback(StepContext &context) { context.run(renew()); }

void goBackNow(StepContext &context)
{
    const Output ended = context.run(goBack().with(
        "words", context.words.newIsGone ? QStringList{u"--new-is-gone"_s} : QStringList()));
    if (ended.exitCode == scriptcode::unstarted)
        throw Failure{failure::ClaimFalse{UserText::tr("OLD serves again"),
                                          UserText::tr("its postfix and its dovecot run"),
                                          printable(QString::fromUtf8(ended.err)).trimmed()},
                      Role::Old, ended.err + ended.out};
}

bool runsAgain(StepContext &context)
{
    // Its exit code is 0 where one of them runs.
    return context.run(runs()).lines() == QStringList{u"active"_s, u"active"_s};
}

} // namespace relaymove
