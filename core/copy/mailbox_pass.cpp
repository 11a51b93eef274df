#include "core/copy/mailbox_pass.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/copy/copy_link.h"
#include "core/copy/mail_queue.h"
#include "core/copy/pass_rules.h"
#include "core/copy/rsync_output.h"
#include "core/host/script.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/relay/mailboxes_there.h"
#include "core/relay/queue_paths.h"
#include "core/relay/state_paths.h"
#include "core/salvage/quarantine.h"
#include "core/salvage/salvage_copy.h"

#include <QElapsedTimer>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Ended
{
    int status = 0;
    QByteArray complaints;
    QStringList skipped; // neither file nor folder, below the mailboxes
};

// A line of progress for each file, of which a relay has a million, and none is kept here.
constexpr qint64 mostOfPass = qint64(2) << 30;

// A unit of its own on OLD: it goes on when this computer's connection breaks.
QStringList asUnit(const QStringList &more)
{
    return QStringList{u"systemd-run"_s, u"--quiet"_s, u"--unit=relaymove-pass"_s,
                       u"--property=StandardOutput=truncate:/run/relaymove/pass.out"_s,
                       u"--property=StandardError=truncate:/run/relaymove/pass.err"_s} +
           more;
}

QStringList liveUnit() { return asUnit({u"--property=RemainAfterExit=yes"_s}); }
// A connection that breaks ends the telling only.
QStringList lastUnit()
{
    return shell("run-with-output").arguments() + asUnit({u"--wait"_s, u"--collect"_s});
}

// Files and folders: neither links, which NEW would have to follow some day, nor devices.
const QString filesOnly = u"-rptgoH"_s;

QStringList smallFilesOnly(QStringList options)
{
    // Same size and same second fool rsync's quick check on these (relay-facts.md, "Copies").
    options << u"--include=*/"_s;
    for (const QString &name :
         {u"password"_s, u"metadata.json"_s, u"dovecot-uidlist"_s, u"dovecot.index*"_s})
        options << u"--include="_s + name;
    return options << u"--exclude=*"_s << u"{mailboxes}/"_s;
}

// What a pass within the outage goes through: rules of rsync's (rsync(1), FILTER RULES).
const QStringList goesThrough{u"--filter=merge {rules}"_s};
constexpr auto changedRules = "/run/relaymove/changed-rules";

Command rsyncMailboxes(Disk disk, const QStringList &more = {})
{
    return rsyncCommand(QStringList{filesOnly, u"--delete"_s, u"--modify-window=-1"_s,
                                    u"--info=progress2"_s, u"--no-human-readable"_s,
                                    u"--outbuf=L"_s, u"--stats"_s} +
                            more + quarantineOptions(disk) + QStringList{u"{mailboxes}/"_s},
                        u"/mailboxes/"_s)
        .within(24h)
        .saysUpTo(mostOfPass);
}
// Never plain rsync: nobody watches it, and a disk that hangs would let it wait for ever.
Action startLivePass(Disk disk)
{
    return {Role::Old, Purpose::Change,
            rsyncMailboxes(disk).startedBy(liveUnit() + salvageLauncher(Disk::Failing, liveHang)),
            overDisk(disk, UserText::tr("copies what changed, while mail flows"))};
}
Action lastPass(Disk disk)
{
    return {Role::Old, Purpose::Change,
            rsyncMailboxes(disk, goesThrough)
                .startedBy(lastUnit() + salvageLauncher(disk, outageHang))
                .accepts({0, 1, 11, 12, 23, 24, 30, 35, 75, 255})
                .besideTheLock(),
            overDisk(disk, UserText::tr("the last pass, with everything stopped"))};
}
Action repairPass(Disk disk)
{
    return {Role::Old, Purpose::Change,
            rsyncCommand(smallFilesOnly(QStringList{filesOnly, u"--checksum"_s} + goesThrough +
                                        quarantineOptions(disk)),
                         u"/mailboxes/"_s)
                .within(1h)
                .accepts({0, 23})
                .startedBy(salvageLauncher(disk, outageHang)),
            overDisk(disk, UserText::tr("small files that look alike, by their contents"))};
}
// The same while mail flows.
Action repairLive()
{
    return {Role::Old, Purpose::Change,
            rsyncCommand(smallFilesOnly({filesOnly, u"--checksum"_s}), u"/mailboxes/"_s)
                .within(1h)
                .accepts({0, 23, 24}),
            UserText::tr("small files that look alike, by their contents, while mail flows")};
}
Action rescueAccounts()
{
    return {Role::Old, Purpose::Change,
            rsyncCommand(smallFilesOnly(QStringList{filesOnly} + quarantineOptions(Disk::Failing)),
                         u"/mailboxes/"_s)
                .within(1h)
                .accepts({0, 23, 24})
                .startedBy(salvageLauncher(Disk::Failing, liveHang)),
            UserText::tr("only if OLD's disk fails: accounts before messages")};
}
Action makeRescueFolder()
{
    return {Role::New,
            Purpose::Change,
            {"install", "-d", "-m", "0700", rescueFolder, "/var/lib/relaymove/queue"},
            UserText::tr("only if OLD's disk fails: a folder for the queue")};
}
Action rescueQueue()
{
    return {
        Role::Old, Purpose::Change,
        rsyncCommand({filesOnly, u"--ignore-missing-args"_s, u"{queue-folders}"_s}, u"/rescue/"_s)
            .accepts({0, 23, 24})
            .startedBy(salvageLauncher(Disk::Failing, liveHang, queueRoot)),
        UserText::tr("only if OLD's disk fails: a copy of the queue as it is now")};
}

Action writeChangedRules()
{
    return {Role::Old, Purpose::Change,
            Command::writeFile(QString::fromLatin1(changedRules), u"0600"_s, {}),
            UserText::tr("which mailboxes the last pass goes through")};
}
Action followPass()
{
    return {Role::Old, Purpose::Look, shell("follow-pass").within(24h).saysUpTo(mostOfPass),
            UserText::tr("follows it")};
}
Action passState()
{
    return {Role::Old, Purpose::Look,
            Command{"systemctl", "show", "--property=SubState", "--property=ExecMainStatus",
                    "relaymove-pass.service"},
            UserText::tr("whether a pass is under way")};
}
Action forgetPass()
{
    return {Role::Old, Purpose::Change, shell("forget-pass"),
            UserText::tr("nothing of an earlier pass is left")};
}
// The statistics are at its end.
Action readPassOutput()
{
    return {Role::Old, Purpose::Look, Command{"tail", "-c", "8192", "/run/relaymove/pass.out"},
            UserText::tr("what it did")};
}
Action readPassErrors()
{
    return {Role::Old, Purpose::Look,
            Command{"cat", "/run/relaymove/pass.err"}.saysUpTo(mostOfRsync),
            UserText::tr("what it complained of")};
}
Action settle()
{
    return {Role::New, Purpose::Change, Command{"sync", "-f", "{mailboxes}"},
            UserText::tr("what arrived is on NEW's disk")};
}
Action makeMailboxes()
{
    return {Role::New, Purpose::Change,
            Command{"install", "-d", "-o", "vmail", "-g", "vmail", "-m", "0700", "{mailboxes}"},
            UserText::tr("where the mailboxes go")};
}

struct PassState
{
    bool running = false;
    int exitStatus = -1;
};

PassState look(StepContext &context)
{
    PassState state;
    for (const QString &line : context.run(passState()).lines()) {
        if (line.startsWith(u"SubState="))
            state.running = line.endsWith(u"=running");
        if (line.startsWith(u"ExecMainStatus="))
            state.exitStatus = QStringView(line).mid(15).toInt();
    }
    return state;
}

// What the next pass leaves out from its start: within the outage what was agreed to be left
// behind, before it only what would let it wait.
QList<UnreadableFile> leftOut(const Facts &facts, PassKind kind)
{
    if (kind == PassKind::Retry)
        return {};
    if (kind == PassKind::Last)
        return leftBehindBy(Copy::Mailboxes, facts);
    QList<UnreadableFile> files = unreadableBy(Copy::Mailboxes, facts.disk.unreadable);
    files.removeIf([](const UnreadableFile &file) { return !file.hangs; });
    return files;
}

// Feeds on what rsync says.
Host::LineSink tellOf(const StepContext &context, const QString &text, QStringList &skipped)
{
    return [&report = context.report, &skipped, text](const QString &line, bool) {
        if (line.startsWith(u"skipping non-regular file ") && skipped.size() < 1000)
            skipped << line.section(u'"', 1, -2);
        if (auto progress = parseRsyncProgress(line)) {
            progress->text = text;
            report.progress(*progress);
        }
    };
}

Ended livePass(StepContext &context, PassKind kind, Disk disk)
{
    // A pass that an earlier run of this program began is followed, not doubled.
    if (!look(context).running) {
        context.run(forgetPass());
        prepareSalvage(context, {}, leftOut(context.facts, kind));
        context.run(startLivePass(disk));
    }
    Ended ended;
    context.stream(followPass(),
                   tellOf(context, UserText::tr("pass %1").arg(context.facts.copies.passes + 1),
                          ended.skipped));
    ended.status = look(context).exitStatus;
    ended.complaints = context.run(readPassErrors()).out;
    return ended;
}

// Where the disk is sound, without the script: it looks now and then only, and users wait.
Ended finalPass(StepContext &context, Disk disk, const std::optional<QStringList> &mailboxes)
{
    context.run(forgetPass());
    if (mailboxes)
        context.run(writeChangedRules().input(passRules(*mailboxes)));
    const QString rules = mailboxes ? QString::fromLatin1(changedRules) : u"/dev/null"_s;
    if (disk == Disk::Failing)
        prepareSalvage(context, {}, leftOut(context.facts, PassKind::Last));
    // Later OLD's auto-rollback timer has made it serve again.
    const Action pass = lastPass(disk)
                            .with("rules", rules)
                            .within(std::chrono::seconds(context.profile.autoRollbackSeconds));
    Ended ended;
    ended.status =
        context.stream(pass, tellOf(context, UserText::tr("the last pass"), ended.skipped))
            .exitCode;
    const Output repaired = context.run(repairPass(disk).with("rules", rules));
    ended.complaints = context.run(readPassErrors()).out + repaired.err;
    if (ended.status == 0)
        ended.status = repaired.exitCode;
    return ended;
}

// Such as the person may agree to leave behind, where the disk fails; else it is refused.
QList<UnreadableFile> linksLeft(StepContext &context, Ended &ended, Disk disk)
{
    QList<UnreadableFile> left;
    const QStringList links = linksAmong(context, ended.skipped);
    if (!links.isEmpty() && disk == Disk::Sound) {
        const Blocker blocker = linkedMailboxes(links);
        throw refused(blocker.where, blocker.what, blocker.remedy);
    }
    for (const QString &link : links) {
        ended.skipped.removeAll(link);
        left << UnreadableFile{link, UserText::tr("a link, which is not copied")};
    }
    return left;
}

QList<UnreadableFile> without(QList<UnreadableFile> files, const QStringList &paths)
{
    files.removeIf([&](const UnreadableFile &file) { return paths.contains(file.path); });
    return files;
}

// A pass, and within the outage again without what could not be read. A message that NEW
// had under another name is put back there: the next pass finds it equal and reads nothing.
Ended pass(StepContext &context, PassKind kind, const std::optional<QStringList> &mailboxes)
{
    const QList<UnreadableFile> before = leftOut(context.facts, kind);
    const Disk disk = diskOf(context);
    Ended ended = kind == PassKind::Last ? finalPass(context, disk, mailboxes)
                                         : livePass(context, kind, disk);
    const QList<UnreadableFile> links = linksLeft(context, ended, disk);
    const bool isNew = tellsOfFailingDisk(ended.complaints);
    if (!isNew && disk == Disk::Sound)
        return ended;
    const QList<UnreadableFile> met = without(
        unreadableIn(ended.complaints, context.facts.relay.mailboxesDir) + links, pathsOf(before));
    const QStringList back = restoreFromQuarantine(context, pathsOf(met));
    const QList<UnreadableFile> known = before + without(met, back);
    rememberUnreadable(context, Copy::Mailboxes, known);
    if (disk == Disk::Sound) {
        agreeToSalvage(context, ended.complaints);
        if (kind == PassKind::Live)
            rescueFirst(context); // no pass more before that
    }
    if (known == before && back.isEmpty())
        return ended;
    if (kind != PassKind::Last)
        return {ended.status == 23 ? 0 : ended.status, {}, ended.skipped};
    if (known != before)
        confirmDataLoss(context);
    return pass(context, kind, mailboxes);
}

Plan eachPassPlan()
{
    Plan plan{makeMailboxes(), forgetPass(), readPassOutput(), readPassErrors(), settle()};
    append(plan, {mailboxesTherePlan(), linksAmongPlan(), salvagePlan(), quarantinePlan(),
                  dataLossPlan()});
    return plan;
}

} // namespace

Plan livePassPlan()
{
    Plan plan = eachPassPlan();
    append(plan,
           {{passState(), startLivePass(Disk::Sound), startLivePass(Disk::Failing), followPass()}});
    return plan;
}

Plan lastPassPlan()
{
    Plan plan = eachPassPlan();
    plan.push_back(writeChangedRules());
    for (const Disk disk : {Disk::Sound, Disk::Failing})
        append(plan, {{lastPass(disk), repairPass(disk)}});
    return plan;
}

PassResult copyMailboxes(StepContext &context, PassKind kind,
                         const std::optional<QStringList> &mailboxes)
{
    mailboxesMustBeThere(context);
    context.run(makeMailboxes());
    if (diskOf(context) == Disk::Failing)
        makeQuarantine(context);
    QElapsedTimer timer;
    timer.start();
    const Ended ended = pass(context, kind, mailboxes);
    PassResult result;
    // 24: files vanished under rsync's hands, which only a live relay may do.
    result.vanished = ended.status == 24 && kind != PassKind::Last;
    if (ended.status != 0 && !result.vanished)
        throw Failure{failure::CommandFailed{rsyncMailboxes(Disk::Sound).line(), ended.status},
                      Role::Old, ended.complaints};
    context.run(settle());
    if (diskOf(context) == Disk::Failing) {
        context.facts.copies.quarantined = countQuarantined(context);
        context.saveFacts();
    }
    result.seconds = double(timer.elapsed()) / 1000;
    RsyncTotals totals;
    for (const QString &line : context.run(readPassOutput()).lines())
        takeRsyncStat(line, totals);
    if (!ended.skipped.isEmpty() && (kind == PassKind::Last || context.facts.copies.passes == 0))
        context.report.note(UserText::tr("neither file nor folder, so it stays on OLD: %1")
                                .arg(ended.skipped.mid(0, 5).join(u", ")));
    result.files = totals.files;
    result.bytes = totals.bytes;
    return result;
}

Plan repairPlan() { return {repairLive()}; }

bool repairSmallFiles(StepContext &context) { return context.run(repairLive()).exitCode != 23; }

Plan rescuePlan()
{
    Plan plan = statePathsPlan();
    append(plan, {stateCopyPlan({Disk::Failing})});
    append(plan, {{lockKeysAway(), rescueAccounts(), makeRescueFolder(), rescueQueue()}});
    return plan;
}

void rescueFirst(StepContext &context)
{
    copyState(context, statePaths(context));
    context.run(lockKeysAway());
    context.report.note(UserText::tr("keys and certificates are on NEW"));
    context.run(makeMailboxes());
    makeQuarantine(context);
    prepareSalvage(context, {}, leftOut(context.facts, PassKind::Live));
    context.run(rescueAccounts());
    context.report.note(UserText::tr("the accounts' passwords are on NEW"));
    QStringList paths;
    for (const QString &folder : queueFolders())
        paths << u"/var/spool/postfix/"_s + folder;
    context.run(makeRescueFolder());
    runCopy(context, Copy::Queue, queueRoot, rescueQueue().with("queue-folders", paths));
    context.report.note(UserText::tr("a copy of the queue is on NEW, in /var/lib/relaymove/queue"));
}

} // namespace relaymove
