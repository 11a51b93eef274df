#include "core/relay/careful.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"

#include <QMap>
#include <QRegularExpression>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A process that waits for a disk can't be killed, not even by SIGKILL, before the disk
// answers: it is not waited for, and taken out of the unit that would wait for it. While
// rsync waits for the link it sleeps in select or poll; the link's own end is ssh's
// business. A file that is being read is open; one that is being opened shows by its folder,
// and then each of the folder's files is tried, by processes of which some will be lost.
// The script itself touches nothing below the mailboxes.
const QByteArray carefulScript =
    R"sh(#!/bin/sh
# Written by Relaymove. rsync over a disk that fails. $1: after so many seconds without any
# progress the disk hangs; $2: the mailboxes; the rest is the command.
stall=$1 from=$2 skip=/run/relaymove/skip tried=/run/relaymove/tried
aside=/sys/fs/cgroup/system.slice/relaymove-stuck
shift 3
runs() { [ -e "/proc/$1" ] && ! grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null; }
abandon() {
    for child in $(cat "/proc/$1/task/"*/children 2>/dev/null); do kill -KILL "$child"; done
    kill -KILL "$1"
    mkdir -p "$aside" && echo "$1" >"$aside/cgroup.procs"
} 2>/dev/null
open_below() { # the deepest: "folder PATH" or "file PATH"; 0200000 is O_DIRECTORY
    for fd in "/proc/$1/fd/"*; do
        flags=$(sed -n 's/^flags:[^0-9]*//p' "/proc/$1/fdinfo/${fd##*/}")
        [ $((${flags:-0} & 0200000)) = 0 ] && kind=file || kind=folder
        printf '%s %s\n' "$kind" "$(readlink "$fd")"
    done 2>/dev/null |
        awk -v from="$real/" '{ at = index($0, " ") + 1; below = substr($0, at + length(from)) }
            index(substr($0, at), from) == 1 && length(below) > length(path) {
                kind = substr($0, 1, at - 1); path = below }
            END { if (path != "") print kind path }'
}
within() { # the files of folder $1 that don't answer, else the folder
    : >"$tried"
    (cd "$real/$1" && for file in *; do cat "./$file" >/dev/null 2>&1 & echo "$! $file"; done) >"$tried" 2>/dev/null &
    lister=$!
    sleep "$((stall / 3 + 1))"
    found=
    while read -r reader file; do
        runs "$reader" || continue
        abandon "$reader"
        found=yes
        printf '%s/%s\n' "$1" "$file"
    done <"$tried"
    runs "$lister" && abandon "$lister"
    [ -n "$found" ] || printf '%s\n' "$1"
}
real=$(realpath "$from")
touch "$skip"
while :; do
    sed 's/[][*?\\]/\\&/g; s|^|/|' "$skip" >"$skip.patterns"
    rsync --exclude-from="$skip.patterns" "$@" &
    pid=$! seen= quiet=0
    while runs "$pid"; do
        sleep 0.2
        now=$(cat "/proc/$pid/io" 2>/dev/null)
        if [ "$now" != "$seen" ]; then seen=$now quiet=0; else quiet=$((quiet + 1)); fi
        [ "$quiet" -ge $((stall * 5)) ] || continue
        case $(cat "/proc/$pid/wchan" 2>/dev/null) in *select* | *poll*) quiet=0; continue ;; esac
        culprit=$(open_below "$pid")
        abandon "$pid"
        [ -n "$culprit" ] || { echo 'relaymove: the disk hangs, and nothing shows where' >&2; exit 75; }
        case $culprit in
        file\ *) printf '%s\n' "${culprit#file }" ;;
        *) within "${culprit#folder }" ;;
        esac |
            while read -r path; do
                printf '%s\n' "$path" >>"$skip"
                printf 'relaymove: "%s/%s": the disk hangs (110)\n' "$from" "$path" >&2
            done
        continue 2
    done
    wait "$pid"
    exit $?
done
)sh";

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

Command writeCarefulScript()
{
    return Command::writeFile(QString::fromLatin1(scriptPath), u"0700"_s, carefulScript);
}

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
