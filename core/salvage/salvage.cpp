#include "core/salvage/salvage.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"
#include "core/relay/queue_paths.h"
#include "core/relay/state_paths.h"

#include <QDir>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto scriptPath = "/run/relaymove/salvage.sh";
// The reason that the script gives for what never answered.
constexpr QStringView diskHangs = u"the disk hangs";

// EIO, EROFS, EBADMSG, ETIMEDOUT, EUCLEAN (ext4 found itself damaged), EREMOTEIO.
const QRegularExpression &diskErrors()
{
    static const QRegularExpression numbers(uR"( \((5|30|74|110|117|121)\)\s*$)"_s);
    return numbers;
}

QStringList complaintLines(const QByteArray &complaints)
{
    QStringList lines;
    for (const QString &line : QString::fromUtf8(complaints).split(u'\n')) {
        // What NEW has to complain of is another matter.
        if (diskErrors().match(line).hasMatch() && !line.contains(u"[receiver]") &&
            !line.contains(u"[generator]"))
            lines << line.trimmed();
    }
    return lines;
}

Action writeSalvageScript()
{
    return {Role::Old, Purpose::Change, writeProgramFile(QString::fromLatin1(scriptPath)),
            UserText::tr("a copy goes on past what lets it hang")};
}
Action writeSkipList()
{
    return {Role::Old, Purpose::Change, Command::writeFile(u"/run/relaymove/skip"_s, u"0600"_s, {}),
            UserText::tr("what the next copy leaves out, because OLD's disk fails; else nothing")};
}

Copy copyOf(const QString &path)
{
    if (!path.startsWith(u'/'))
        return Copy::Mailboxes;
    return path.startsWith(queueRoot) ? Copy::Queue : Copy::State;
}

Failure stopped(const QString &what, const QByteArray &raw, const QString &remedy)
{
    return refused(Role::Old, what, remedy, raw);
}

// Within the cutover users wait.
std::optional<std::chrono::seconds> patience(const StepContext &context)
{
    return context.control.isUninterruptible() ? std::optional(60s) : std::nullopt;
}

// Everything else is on NEW by then.
void refuseIrreplaceable(StepContext &context)
{
    if (unreadableBy(Copy::State, context.facts.disk.unreadable).isEmpty())
        return;
    const QStringList needed = livingPaths(context);
    for (const QString &path : pathsOf(context.facts.disk.unreadable)) {
        if (needed.contains(path))
            throw refused(
                Role::Old,
                UserText::tr("OLD's disk does not give back %1, and no relay can do without it.")
                    .arg(path),
                UserText::tr("Put it there again from a backup, and go on: what else could be "
                             "read is on NEW."));
    }
}

} // namespace

bool isSalvage(const Profile &profile, const Facts &facts)
{
    return profile.oldIsFailing || facts.disk.fails;
}

QString backWarning(const Profile &profile, const Facts &facts)
{
    return isSalvage(profile, facts)
               ? UserText::tr("Going back is not safe: OLD's disk is failing, "
                              "and mail that it takes may be lost.")
               : QString();
}

Disk diskOf(const StepContext &context)
{
    return isSalvage(context.profile, context.facts) ? Disk::Failing : Disk::Sound;
}

QString overDisk(Disk disk, const QString &why)
{
    return disk == Disk::Sound ? why : UserText::tr("over a disk that fails: %1").arg(why);
}

QStringList salvageLauncher(Disk disk, int secondsToHang, const QString &root)
{
    if (disk == Disk::Sound)
        return {};
    return {u"sh"_s, QString::fromLatin1(scriptPath), QString::number(secondsToHang), root};
}

Plan salvagePlan() { return {writeSalvageScript(), writeSkipList()}; }

void prepareSalvage(StepContext &context, const QString &root,
                    const QList<UnreadableFile> &unreadable)
{
    QByteArray content;
    for (const QString &path : pathsOf(unreadable))
        content += (path.startsWith(root) ? path.mid(root.size()) : path).toUtf8() + '\n';
    context.run(writeSalvageScript());
    context.run(writeSkipList().input(content));
}

bool tellsOfFailingDisk(const QByteArray &complaints)
{
    return !complaintLines(complaints).isEmpty();
}

void agreeToSalvage(StepContext &context, const QByteArray &complaints)
{
    const UnreadableFile first = context.facts.disk.unreadable.value(0);
    const QString known = first.path.isEmpty() ? QString() : first.path + u": "_s + first.reason;
    const QString word = complaintLines(complaints).value(0, known);
    using question::DiskFails;
    if (context.control.ask(u"disk/fails"_s, Role::Old, DiskFails{word}, patience(context)) !=
        DiskFails::Answer::Salvage)
        throw stopped(UserText::tr("OLD's disk seems to fail: %1").arg(word), complaints,
                      UserText::tr("Go on and choose to do it carefully; or mend the disk first."));
    context.facts.disk.fails = true;
    context.saveFacts();
}

QList<UnreadableFile> unreadableIn(const QByteArray &complaints, const QString &mailboxes)
{
    static const QRegularExpression quotedPath(u"\"([^\"]+)\""_s);
    static const QRegularExpression reason(uR"(:\s*([^:]+) \(\d+\)$)"_s);
    QMap<QString, UnreadableFile> found;
    for (const QString &line : complaintLines(complaints)) {
        QString path = QDir::cleanPath(quotedPath.match(line).captured(1));
        // Set aside it is called as before.
        if (path.startsWith(queueAside))
            path.replace(0, queueAside.size(), queueRoot);
        if (!path.startsWith(u'/') || path == mailboxes)
            continue;
        if (path.startsWith(mailboxes + u'/'))
            path.remove(0, mailboxes.size() + 1);
        const QString word = reason.match(line).captured(1);
        found.insert(path, {path, word, word == diskHangs});
    }
    return found.values();
}

QStringList pathsOf(const QList<UnreadableFile> &unreadable)
{
    QStringList paths;
    for (const UnreadableFile &file : unreadable)
        paths << file.path;
    return paths;
}

QList<UnreadableFile> unreadableBy(Copy copy, const QList<UnreadableFile> &unreadable)
{
    QList<UnreadableFile> files = unreadable;
    files.removeIf([&](const UnreadableFile &file) { return copyOf(file.path) != copy; });
    return files;
}

QList<UnreadableFile> leftBehindBy(Copy copy, const Facts &facts)
{
    QList<UnreadableFile> files = unreadableBy(copy, facts.disk.unreadable);
    files.removeIf(
        [&](const UnreadableFile &file) { return !facts.disk.leftBehind.contains(file.path); });
    return files;
}

QStringList pastWhatHangs(const Facts &facts, const QString &from)
{
    static const QRegularExpression special(uR"(([][*?\\]))"_s);
    QStringList words;
    for (UnreadableFile file : unreadableBy(Copy::Mailboxes, facts.disk.unreadable)) {
        if (file.hangs)
            words << u"-path"_s << from + u'/' + file.path.replace(special, uR"(\\1)"_s)
                  << u"-prune"_s << u"-o"_s;
    }
    return words << u"-true"_s; // never nothing: the plan shows that words come here
}

QStringList byMailbox(const QStringList &paths)
{
    struct Contents
    {
        int messages = 0;
        QStringList named;
    };
    QMap<QString, Contents> boxes;
    QStringList state;
    int queued = 0;
    for (const QString &path : paths) {
        if (copyOf(path) == Copy::State)
            state << path;
        if (copyOf(path) == Copy::Queue)
            ++queued;
        if (copyOf(path) != Copy::Mailboxes)
            continue;
        Contents &box = boxes[path.section(u'/', 0, 0)];
        const QString inside = path.section(u'/', 1);
        if (inside.contains(u"cur/") || inside.contains(u"new/"))
            ++box.messages;
        else
            box.named << (inside.isEmpty() ? UserText::tr("all of it") : inside);
    }
    QStringList lines;
    for (auto it = boxes.cbegin(); it != boxes.cend(); ++it) {
        QStringList parts = it->named;
        if (it->messages > 0)
            parts << (it->messages == 1 ? UserText::tr("1 message")
                                        : UserText::tr("%1 messages").arg(it->messages));
        lines << it.key() + u": "_s + parts.join(u", "_s);
    }
    if (queued > 0)
        lines << UserText::tr("in the queue: %1").arg(queued);
    if (!state.isEmpty())
        lines << UserText::tr("keys and other state: %1").arg(state.join(u", "_s));
    return lines;
}

QString openAccounts(const QStringList &byMailbox, const QString &before)
{
    const bool any = std::ranges::any_of(byMailbox, [](const QString &line) {
        const QStringList parts = line.section(u": "_s, 1).split(u", "_s);
        return line.section(u": "_s, 0, 0).contains(u'@') &&
               (parts.contains(u"password"_s) || parts.contains(UserText::tr("all of it")));
    });
    return any ? before +
                     UserText::tr("Without its password file a mailbox belongs to whoever logs "
                                  "in to its address first: tell these users to do so as soon as "
                                  "NEW serves.")
               : QString();
}

void rememberUnreadable(StepContext &context, Copy copy, const QList<UnreadableFile> &unreadable)
{
    Facts &facts = context.facts;
    facts.disk.unreadable.removeIf(
        [&](const UnreadableFile &file) { return copyOf(file.path) == copy; });
    facts.disk.unreadable += unreadableBy(copy, unreadable);
    const QStringList paths = pathsOf(facts.disk.unreadable);
    facts.disk.leftBehind.removeIf([&](const QString &path) { return !paths.contains(path); });
    context.saveFacts();
}

bool isAgreedTo(const Facts &facts)
{
    for (const QString &path : pathsOf(facts.disk.unreadable)) {
        if (!facts.disk.leftBehind.contains(path))
            return false;
    }
    return true;
}

Plan dataLossPlan() { return livingPathsPlan(); }

void confirmDataLoss(StepContext &context)
{
    if (isAgreedTo(context.facts))
        return;
    refuseIrreplaceable(context);
    const QStringList paths = pathsOf(context.facts.disk.unreadable);
    const QStringList boxes = byMailbox(paths);
    using question::LeaveBehind;
    if (context.control.ask(u"disk/leave-behind"_s, Role::Old, LeaveBehind{boxes},
                            patience(context)) != LeaveBehind::Answer::Leave)
        throw stopped(
            UserText::tr("%1 files can't be read.").arg(paths.size()), boxes.join(u'\n').toUtf8(),
            UserText::tr(
                "Go on: they are tried again. Or leave them behind; the report lists them."));
    context.facts.disk.leftBehind = paths;
    context.saveFacts();
    context.report.note(UserText::tr("left behind on OLD: %1").arg(boxes.join(u"; "_s)));
}

} // namespace relaymove
