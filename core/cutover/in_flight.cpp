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
constexpr auto takeLate = "/etc/relaymove/take-late.sh";
// An agent's longest wait for one answer is 600 s by default; in-flight.sh ends it after 900.
constexpr int mostLooks = 300; // 4 s each

Action writeOnOld()
{
    return {Role::Old, Purpose::Change, writeProgramFile(QString::fromLatin1(onOld)),
            UserText::tr("what is on its way out is finished")};
}
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
Action writePostfixStop()
{
    return {Role::Old, Purpose::Change, writeStop(u"postfix@-.service"_s),
            UserText::tr("postfix stops without a pause")};
}
Action writeDovecotStop()
{
    return {Role::Old, Purpose::Change, writeStop(u"dovecot.service"_s),
            UserText::tr("and so does dovecot")};
}
Action writeLanding()
{
    return {Role::Old, Purpose::Change, writeUnitFile(u"relaymove-landing.service"_s),
            UserText::tr("OLD tells NEW what became of it; needs nobody")};
}
Action writeLandingPath()
{
    return {Role::Old, Purpose::Change, writeUnitFile(u"relaymove-landing.path"_s),
            UserText::tr("and brings what OLD's cron sends by mail")};
}
Action enableLanding()
{
    return {Role::Old, Purpose::Change,
            Command{"systemctl", "enable", "relaymove-landing.service", "relaymove-landing.path"},
            UserText::tr("after a reboot too")};
}
Action writeTakeLate()
{
    return {Role::New, Purpose::Change, writeProgramFile(QString::fromLatin1(takeLate)),
            UserText::tr("NEW hears of it, and takes the mail")};
}
Action writeUnheard()
{
    return {Role::New, Purpose::Change, writeUnitFile(u"relaymove-unheard.service"_s),
            UserText::tr("should OLD say nothing for an hour, NEW sends it")};
}
Action writeUnheardTimer()
{
    return {Role::New, Purpose::Change, writeUnitFile(u"relaymove-unheard.timer"_s),
            UserText::tr("should OLD say nothing for an hour, NEW sends it")};
}

// Most answers come within a second; what takes longer goes on without being waited for.
Action calm()
{
    return {Role::Old,
            Purpose::Change,
            Command{onOld, "calm", "3", "{awake}"},
            UserText::tr("OLD takes mail and sends nothing new: little is on its way at the hold"),
            {HostState::Serving}};
}
Action letGoNow()
{
    return {Role::Old,
            Purpose::Change,
            Command{onOld, "let-go"},
            UserText::tr("OLD's postfix stops, all but the deliveries under way"),
            {HostState::Held}};
}
Action readInFlight()
{
    return {Role::Old, Purpose::Look, Command{"cat", "/etc/relaymove/in-flight"}.accepts({0, 1}),
            UserText::tr("what OLD still delivers")};
}
Action startLanding()
{
    return {Role::Old, Purpose::Change,
            Command{"systemctl", "start", "relaymove-landing.path", "relaymove-landing.service"},
            UserText::tr("OLD tells NEW what became of what was on its way")};
}
Action stillInFlight()
{
    return {Role::Old, Purpose::Look, shell("await-landing").accepts({0, scriptcode::tries}),
            UserText::tr("until it has")};
}
Action sendUnheard()
{
    return {Role::New, Purpose::Change, Command{takeLate, "unheard"},
            UserText::tr("what OLD has no answer to by then is sent by NEW")};
}
Action endLanding()
{
    return {Role::Old, Purpose::Change,
            Command{"systemctl", "disable", "--now", "relaymove-landing.path",
                    "relaymove-landing.service"}
                .accepts({0, 1, 5}),
            UserText::tr("mail that OLD's cron sends from here on stays on OLD")};
}

Plan preparations()
{
    return {writeOnOld(),       writeLanding(),         writeLandingPath(),    writePostfixStop(),
            writeDovecotStop(), reloadUnits(Role::Old), enableLanding(),       writeTakeLate(),
            writeUnheard(),     writeUnheardTimer(),    reloadUnits(Role::New)};
}

} // namespace

Plan inFlightPlan()
{
    Plan plan = preparations();
    append(plan, {{calm(), letGoNow()}});
    return plan;
}

void prepareInFlight(StepContext &context) { context.runAll(preparations()); }

void calmDown(StepContext &context)
{
    // cmdeploy takes a minute before it stops anything.
    const auto awake = context.profile.disableByCmdeploy ? u"10min"_s : u"1min"_s;
    context.run(calm().with("awake", awake));
}

void letGo(StepContext &context) { context.run(letGoNow()); }

Plan inFlightLookPlan() { return {readInFlight()}; }

QByteArray inFlight(StepContext &context) { return context.run(readInFlight()).out; }

Plan landingPlan()
{
    Plan plan{startLanding(), stillInFlight(), sendUnheard(), endLanding()};
    // OLD may have restarted since it handed over: then the link is opened once more.
    Plan link = linkPlan();
    for (Action &planned : link)
        planned.in.clear();
    append(plan, {link});
    return during(std::move(plan), {HostState::Forwarding, HostState::Settled});
}

void awaitLanding(StepContext &context)
{
    openLink(context);
    context.run(startLanding());
    for (int look = 0; look < mostLooks; ++look) {
        const Output seen = context.run(stillInFlight());
        if (seen.exitCode == 0) {
            context.run(endLanding());
            return;
        }
        context.report.progress(
            {.text = UserText::tr("OLD still waits for the answers to %1 messages that it sent")
                         .arg(seen.text())});
    }
    context.run(endLanding());
    giveUpLanding(context);
}

void giveUpLanding(StepContext &context) { context.run(sendUnheard()); }

QStringList landingPathsOnNew()
{
    return {QString::fromLatin1(takeLate), u"/etc/relaymove/dropped"_s, u"/etc/relaymove/landing"_s,
            u"/etc/systemd/system/relaymove-unheard.service"_s,
            u"/etc/systemd/system/relaymove-unheard.timer"_s};
}

} // namespace relaymove
