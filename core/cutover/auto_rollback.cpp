#include "core/cutover/auto_rollback.h"

#include "core/base/failure.h"
#include "core/base/printable.h"
#include "core/base/user_text.h"
#include "core/host/guard_codes.h"
#include "core/host/script.h"
#include "core/host/script_codes.h"
#include "core/migration/placeholders.h"
#include "core/profiles/profile.h"
#include "core/relay/moved_units.h"
#include "core/traffic/client_limits.h"
#include "core/traffic/connection_parking.h"
#include "core/traffic/put_back.h"
#include "core/traffic/tables.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// What go-back.sh can't know: who this relay is.
Command writeGoBackValues(const ScriptValues &values)
{
    return writeValuesFile(u"/etc/relaymove/go-back.conf"_s, values);
}
Command writePutQueueBack() { return writeProgramFile(u"/etc/relaymove/put-queue-back.sh"_s); }
// A way back that was cut off before the queue was in its place: any start goes on with it.
Command putBackBeforeStart()
{
    return Command::writeFile(u"/etc/systemd/system/postfix@-.service.d/relaymove-queue.conf"_s,
                              u"0644"_s,
                              "[Service]\nExecStartPre=-/etc/relaymove/put-queue-back.sh\n");
}
Command writeGoBack() { return writeProgramFile(u"/etc/relaymove/go-back.sh"_s); }
Command writeService() { return writeUnitFile(u"relaymove-auto-rollback.service"_s); }
Command writeTimer(int seconds)
{
    return writeUnitFile(u"relaymove-auto-rollback.timer"_s,
                         "OnActiveSec=" + QByteArray::number(seconds) + "s\n");
}
Command enable() { return {"systemctl", "enable", "relaymove-auto-rollback.timer"}; }
// OLD's guard starts the timer before its record says that it holds.
Command hold()
{
    return {guardPath, "move", "{migration}", "{lease}", "{cutover}", "serving", "held"};
}
Command renew() { return {"systemctl", "restart", "relaymove-auto-rollback.timer"}; }
Command goBack()
{
    return Command{"/etc/relaymove/go-back.sh", "{words}"}
        .accepts({0, scriptcode::unstarted})
        .within(std::chrono::minutes(3))
        .underTheLock();
}
Command runs()
{
    return Command{"systemctl", "is-active", "postfix@-.service", "dovecot.service"}.accepts(
        {0, 3, 4});
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
            {u"enabled"_s, facts.enabledUnits.join(u' ')},
            {u"address"_s, releaseToSelfAddress(facts)},
            {u"other"_s, facts.newV4.isEmpty() ? facts.newV6 : facts.newV4},
            {u"ssh"_s, QString::number(facts.newSshPort)}};
}

} // namespace

Plan autoRollbackPlan()
{
    using enum HostState;
    Plan plan{
        {Role::Old, Purpose::Change, writeGoBackValues({}),
         UserText::tr("what the way back starts and puts back")},
        {Role::Old, Purpose::Change, writeLowering(), UserText::tr("takes a table of ours away")},
        {Role::Old, Purpose::Change, writePutQueueBack(), UserText::tr("puts OLD's queue back")},
        {Role::Old, Purpose::Change, putBackBeforeStart(),
         UserText::tr("before its postfix starts")},
        {Role::Old, Purpose::Change, writeGoBack(),
         UserText::tr("the way back, which needs nobody")},
        {Role::Old, Purpose::Change, writeService(), UserText::tr("runs it")},
        {Role::Old, Purpose::Change, writeTimer(0),
         UserText::tr("when this computer has gone silent")},
        {Role::Old, Purpose::Change, reloadUnits(), UserText::tr("systemd reads its units again")},
        {Role::Old, Purpose::Change, enable(), UserText::tr("after a reboot too")},
        {Role::Old, Purpose::Move, hold(),
         UserText::tr("OLD holds, its timer runs: nothing of OLD's starts by itself")}};
    append(plan, {putBackPlan(Role::Old)});
    plan.push_back({Role::Old,
                    Purpose::Change,
                    renew(),
                    UserText::tr("another full period, if OLD still waits"),
                    {Held}});
    plan.push_back({Role::Old, Purpose::Look, runs(), UserText::tr("whether OLD runs again")});
    plan.push_back({Role::Old,
                    Purpose::Undo,
                    goBack(),
                    UserText::tr("OLD serves again, now"),
                    {Serving, Held, Committed}});
    return during(plan, {Serving, Held});
}

void prepareAutoRollback(StepContext &context)
{
    context.source.run(writeGoBackValues(goBackValues(context.facts)));
    context.source.run(writeLowering());
    context.source.run(writePutQueueBack());
    context.source.run(putBackBeforeStart());
    context.source.run(writeGoBack());
    preparePutBack(context.source);
    context.source.run(writeService());
    context.source.run(writeTimer(context.profile.autoRollbackSeconds));
    context.source.run(reloadUnits());
    context.source.run(enable());
}

void holdOld(StepContext &context)
{
    context.source.run(
        withFacts(hold(), context.profile, context.facts).with("lease", context.words.lease));
}

void renewAutoRollback(StepContext &context) { context.source.run(renew()); }

void goBackNow(StepContext &context)
{
    const Output ended = context.source.run(goBack().with(
        "words", context.words.newIsGone ? QStringList{u"--new-is-gone"_s} : QStringList()));
    if (ended.exitCode == scriptcode::unstarted)
        throw Failure{.kind = FailureKind::ClaimFalse,
                      .where = Role::Old,
                      .arguments = {UserText::tr("OLD serves again"),
                                    UserText::tr("its postfix and its dovecot run"),
                                    printable(QString::fromUtf8(ended.err)).trimmed()},
                      .raw = ended.err + ended.out};
}

bool runsAgain(StepContext &context)
{
    // Its exit code is 0 where one of them runs.
    return context.source.run(runs()).lines() == QStringList{u"active"_s, u"active"_s};
}

} // namespace relaymove
