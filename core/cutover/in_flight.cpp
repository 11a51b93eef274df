#include "core/cutover/in_flight.h"

#include "core/base/user_text.h"
#include "core/copy/copy_link.h"
#include "core/host/script.h"
#include "core/host/script_codes.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr auto onOld = "/etc/relaymove/in-flight.sh";
constexpr auto landed = "/etc/relaymove/take-landed.sh";
constexpr auto dropped = "/etc/relaymove/take-dropped.sh";
// An agent's longest wait for one answer is 600 s by default; in-flight.sh ends it after 900.
constexpr int mostLooks = 300; // 4 s each

Command writeOnOld() { return writeProgramFile(QString::fromLatin1(onOld)); }
// Without a way of its own to stop, systemd sends all processes of a unit SIGTERM. postfix would
// ask a master that is gone by then, and pause for a second; dovecot's master tells its
// children, but log and stats hear of it a second later (seen in the lab with 2.3.19: 1.1 s,
// and 0.16 s without), while an imap or lmtp process ends after the command in hand either way
// (lib-master, sig_die). Gone at the next boot.
Command writeStop(const QString &unit)
{
    return Command::writeFile(u"/run/systemd/system/%1.d/relaymove-stop.conf"_s.arg(unit),
                              u"0644"_s, "[Service]\nExecStop=\n");
}
Command writePostfixStop() { return writeStop(u"postfix@-.service"_s); }
Command writeDovecotStop() { return writeStop(u"dovecot.service"_s); }
Command writeLanding() { return writeUnitFile(u"relaymove-landing.service"_s); }
Command writeLandingPath() { return writeUnitFile(u"relaymove-landing.path"_s); }
Command enableLanding()
{
    return {"systemctl", "enable", "relaymove-landing.service", "relaymove-landing.path"};
}
Command writeLanded() { return writeProgramFile(QString::fromLatin1(landed)); }
Command writeDropped() { return writeProgramFile(QString::fromLatin1(dropped)); }
Command writeUnheard() { return writeUnitFile(u"relaymove-unheard.service"_s); }
Command writeUnheardTimer() { return writeUnitFile(u"relaymove-unheard.timer"_s); }

// Most answers come within a second; what takes longer goes on without being waited for.
Command calm() { return {onOld, "calm", "3", "{awake}"}; }
Command letGoNow() { return {onOld, "let-go"}; }
Command readInFlight() { return Command{"cat", "/etc/relaymove/in-flight"}.accepts({0, 1}); }
Command startLanding()
{
    return {"systemctl", "start", "relaymove-landing.path", "relaymove-landing.service"};
}
Command stillInFlight() { return shell("await-landing").accepts({0, scriptcode::tries}); }
Command sendUnheard() { return {landed}; }
Command endLanding()
{
    return Command{"systemctl", "disable", "--now", "relaymove-landing.path",
                   "relaymove-landing.service"}
        .accepts({0, 1, 5});
}

} // namespace

Plan inFlightPlan()
{
    return {
        {Role::Old, Purpose::Change, writeOnOld(),
         UserText::tr("what is on its way out is finished")},
        {Role::Old, Purpose::Change, writeLanding(),
         UserText::tr("OLD tells NEW what became of it; needs nobody")},
        {Role::Old, Purpose::Change, writeLandingPath(),
         UserText::tr("and brings what OLD's cron sends by mail")},
        {Role::Old, Purpose::Change, writePostfixStop(),
         UserText::tr("postfix stops without a pause")},
        {Role::Old, Purpose::Change, writeDovecotStop(), UserText::tr("and so does dovecot")},
        {Role::Old, Purpose::Change, reloadUnits(), UserText::tr("systemd reads its units again")},
        {Role::Old, Purpose::Change, enableLanding(), UserText::tr("after a reboot too")},
        {Role::New, Purpose::Change, writeLanded(), UserText::tr("NEW hears of it")},
        {Role::New, Purpose::Change, writeDropped(), UserText::tr("and takes the mail")},
        {Role::New, Purpose::Change, writeUnheard(),
         UserText::tr("should OLD say nothing for an hour, NEW sends it")},
        {Role::New, Purpose::Change, writeUnheardTimer(),
         UserText::tr("should OLD say nothing for an hour, NEW sends it")},
        {Role::New, Purpose::Change, reloadUnits(), UserText::tr("systemd reads its units again")},
        {Role::Old,
         Purpose::Change,
         calm(),
         UserText::tr("OLD takes mail and sends nothing new: little is on its way at the hold"),
         {HostState::Serving}},
        {Role::Old,
         Purpose::Change,
         letGoNow(),
         UserText::tr("OLD's postfix stops, all but the deliveries under way"),
         {HostState::Held}}};
}

void prepareInFlight(StepContext &context)
{
    for (const Command &command :
         {writeOnOld(), writeLanding(), writeLandingPath(), writePostfixStop(), writeDovecotStop(),
          reloadUnits(), enableLanding()})
        context.source.run(command);
    for (const Command &command :
         {writeLanded(), writeDropped(), writeUnheard(), writeUnheardTimer(), reloadUnits()})
        context.target.run(command);
}

void calmDown(StepContext &context)
{
    // cmdeploy takes a minute before it stops anything.
    const auto awake = context.profile.disableByCmdeploy ? u"10min"_s : u"1min"_s;
    context.source.run(calm().with("awake", awake));
}

void letGo(StepContext &context) { context.source.run(letGoNow()); }

Plan inFlightLookPlan()
{
    return {{Role::Old, Purpose::Look, readInFlight(), UserText::tr("what OLD still delivers")}};
}

QByteArray inFlight(StepContext &context) { return context.source.run(readInFlight()).out; }

Plan landingPlan()
{
    Plan plan{{Role::Old, Purpose::Change, startLanding(),
               UserText::tr("OLD tells NEW what became of what was on its way")},
              {Role::Old, Purpose::Look, stillInFlight(), UserText::tr("until it has")},
              {Role::New, Purpose::Change, sendUnheard(),
               UserText::tr("what OLD has no answer to by then is sent by NEW")},
              {Role::Old, Purpose::Change, endLanding(),
               UserText::tr("mail that OLD's cron sends from here on stays on OLD")}};
    // OLD may have restarted since it handed over: then the link is opened once more.
    Plan link = linkPlan();
    for (Planned &planned : link)
        planned.in.clear();
    append(plan, {link});
    return during(std::move(plan), {HostState::Forwarding, HostState::Settled});
}

void awaitLanding(StepContext &context)
{
    openLink(context);
    context.source.run(startLanding());
    for (int look = 0; look < mostLooks; ++look) {
        const Output seen = context.source.run(stillInFlight());
        if (seen.exitCode == 0) {
            context.source.run(endLanding());
            return;
        }
        context.report.progress(
            {.text = UserText::tr("OLD still waits for the answers to %1 messages that it sent")
                         .arg(seen.text())});
    }
    context.source.run(endLanding());
    giveUpLanding(context);
}

void giveUpLanding(StepContext &context) { context.target.run(sendUnheard()); }

QStringList landingPathsOnNew()
{
    return {QString::fromLatin1(landed),
            QString::fromLatin1(dropped),
            u"/etc/relaymove/dropped"_s,
            u"/etc/relaymove/landing"_s,
            u"/etc/systemd/system/relaymove-unheard.service"_s,
            u"/etc/systemd/system/relaymove-unheard.timer"_s};
}

} // namespace relaymove
