#include "core/relay/careful.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/host/script.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"

#include <QMap>
#include <QRegularExpression>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto scriptPath = "/run/relaymove/careful.sh";

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

Failure stopped(const QString &what, const QByteArray &raw, const QString &wayOut)
{
    return {
        .kind = FailureKind::Refused, .where = Role::Old, .arguments = {what, wayOut}, .raw = raw};
}

} // namespace

bool isCareful(const Profile &profile, const Facts &facts)
{
    return profile.oldIsFailing || facts.oldFails;
}

QString backWarning(const Profile &profile, const Facts &facts)
{
    return isCareful(profile, facts) ? Said::tr("Going back is not safe: OLD's disk is failing, "
                                                "and mail that it takes may be lost.")
                                     : QString();
}

QStringList carefulLauncher(int secondsToHang)
{
    return {u"sh"_s, QString::fromLatin1(scriptPath), QString::number(secondsToHang),
            u"{mailboxes}"_s};
}

Command writeCarefulScript() { return writeProgramFile(QString::fromLatin1(scriptPath)); }

Command writeSkipList() { return Command::writeFile(u"/run/relaymove/skip"_s, u"0600"_s, {}); }

Plan carefulPlan()
{
    return {{Role::Old, Purpose::Change, writeCarefulScript(),
             Said::tr("a copy goes on past what lets it hang")},
            {Role::Old, Purpose::Change, writeSkipList(),
             Said::tr("what the next copy leaves out, because OLD's disk fails; else nothing")}};
}

bool tellsOfFailingDisk(const QByteArray &complaints)
{
    return !complaintLines(complaints).isEmpty();
}

void agreeToCare(StepContext &context, const QByteArray &complaints)
{
    const QString word = complaintLines(complaints).value(0);
    const bool inCutover = context.control.isUninterruptible();
    const QString answer =
        context.control.ask({.id = u"disk/fails"_s,
                             .kind = QuestionKind::DiskFails,
                             .about = Role::Old,
                             .arguments = {word},
                             .options = {u"careful"_s, u"stop"_s},
                             .byDefault = u"stop"_s,
                             .patience = inCutover ? std::optional(60s) : std::nullopt});
    if (answer != u"careful")
        throw stopped(Said::tr("OLD's disk seems to fail: %1").arg(word), complaints,
                      Said::tr("Go on and choose to do it carefully; or mend the disk first."));
    context.facts.oldFails = true;
    context.saveFacts();
}

QStringList unreadableIn(const QByteArray &complaints, const QString &root)
{
    static const QRegularExpression quotedPath(u"\"([^\"]+)\""_s);
    static const QRegularExpression reason(uR"(:\s*([^:]+) \(\d+\)$)"_s);
    QMap<QString, QString> found;
    for (const QString &line : complaintLines(complaints)) {
        const QString path = quotedPath.match(line).captured(1);
        if (path.startsWith(root + u'/'))
            found.insert(path.mid(root.size() + 1), reason.match(line).captured(1));
    }
    QStringList lines;
    for (auto it = found.cbegin(); it != found.cend(); ++it)
        lines << it.key() + u'\t' + it.value();
    return lines;
}

QStringList pathsOf(const QStringList &unreadable)
{
    QStringList paths;
    for (const QString &line : unreadable)
        paths << line.section(u'\t', 0, 0);
    return paths;
}

QStringList byMailbox(const QStringList &paths)
{
    struct Contents
    {
        int messages = 0;
        QStringList named;
    };
    QMap<QString, Contents> boxes;
    for (const QString &path : paths) {
        Contents &box = boxes[path.section(u'/', 0, 0)];
        const QString inside = path.section(u'/', 1);
        if (inside.contains(u"cur/") || inside.contains(u"new/"))
            ++box.messages;
        else
            box.named << (inside.isEmpty() ? Said::tr("all of it") : inside);
    }
    QStringList lines;
    for (auto it = boxes.cbegin(); it != boxes.cend(); ++it) {
        QStringList parts = it->named;
        if (it->messages > 0)
            parts << (it->messages == 1 ? Said::tr("1 message")
                                        : Said::tr("%1 messages").arg(it->messages));
        lines << it.key() + u": "_s + parts.join(u", "_s);
    }
    return lines;
}

void rememberUnreadable(StepContext &context, const QStringList &unreadable)
{
    Facts &facts = context.facts;
    facts.unreadable = unreadable;
    const QStringList paths = pathsOf(unreadable);
    facts.leftBehind.removeIf([&](const QString &path) { return !paths.contains(path); });
    context.saveFacts();
}

bool isAgreedTo(const Facts &facts)
{
    for (const QString &path : pathsOf(facts.unreadable)) {
        if (!facts.leftBehind.contains(path))
            return false;
    }
    return true;
}

void agreeToLeaveBehind(StepContext &context)
{
    if (isAgreedTo(context.facts))
        return;
    const QStringList paths = pathsOf(context.facts.unreadable);
    const QStringList boxes = byMailbox(paths);
    const bool inCutover = context.control.isUninterruptible();
    const QString answer =
        context.control.ask({.id = u"disk/leave-behind"_s,
                             .kind = QuestionKind::LeaveBehind,
                             .about = Role::Old,
                             .arguments = boxes,
                             .options = {u"leave"_s, u"stop"_s},
                             .byDefault = u"stop"_s,
                             .patience = inCutover ? std::optional(60s) : std::nullopt});
    if (answer != u"leave")
        throw stopped(
            Said::tr("%1 files in %2 mailboxes can't be read.").arg(paths.size()).arg(boxes.size()),
            boxes.join(u'\n').toUtf8(),
            Said::tr("Go on: they are tried again. Or leave them behind; the report lists them."));
    context.facts.leftBehind = paths;
    context.saveFacts();
    context.report.note(Said::tr("left behind on OLD: %1").arg(boxes.join(u"; "_s)));
}

} // namespace relaymove
