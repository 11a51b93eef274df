#include "core/relay/mail_queue.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/relay/careful_copy.h"
#include "core/relay/copy_link.h"
#include "core/steps/common.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr auto folders =
    "active bounce corrupt defer deferred flush hold incoming maildrop saved trace";

// {list} is the eleven folders as words of the script's "$@".
Command makeStaging()
{
    return {"sh", "-c",
            "exec 9</etc/relaymove; flock 9; rm -rf /var/spool/postfix/relaymove-staging && "
            "install -d -m 0700 /var/spool/postfix/relaymove-staging"};
}
Command copyToStaging()
{
    return rsyncCommand(
        {u"-aHR"_s, u"--delete"_s, u"--ignore-missing-args"_s, u"{queue-folders}"_s},
        u"/var/spool/postfix/relaymove-staging/"_s);
}
Command carefulCopyToStaging()
{
    return copyToStaging().startedBy(carefulLauncher(outageHang, queueRoot));
}
// Without what is left behind, on standard input: reading it might never end.
Command digest(const char *folder)
{
    return {"sh",
            "-c",
            R"sh(cd "$1" && shift && left=$(mktemp -p /run) && cat >"$left" || exit 1
for d; do [ ! -d "$d" ] || find "$d" -type f; done | grep -vxFf "$left" |
    tr '\n' '\0' | xargs -0r sha256sum | sort -k2; rm -f "$left")sh",
            "queue-digest",
            folder,
            "{list}"};
}
Command digestOld() { return digest("/var/spool/postfix"); }
Command digestStaged() { return digest("/var/spool/postfix/relaymove-staging"); }
// Runs again after a crash half-way, with a queue that was staged anew: what NEW had
// of its own was put by, so what is in its place is an earlier, unfinished swap's.
// maildrop stays staged until the queue is released, for pickup ignores a freeze.
Command swapIn()
{
    return {"sh",
            "-c",
            R"sh(set -e; cutover=$1; shift; cd /var/spool/postfix; before=relaymove-before-$cutover
exec 9</etc/relaymove; flock 9
[ "$(cat /etc/relaymove/queue-swapped 2>/dev/null)" != "$cutover" ] || exit 0
mkdir -p "$before"
for d; do
  [ "$d" != maildrop ] || continue
  [ -d "relaymove-staging/$d" ] || continue
  if [ -d "$before/$d" ]; then rm -rf "$d"; elif [ -d "$d" ]; then mv "$d" "$before/$d"; fi
  mv "relaymove-staging/$d" "$d"
done
chown -R postfix active bounce corrupt defer deferred flush hold incoming saved trace
postsuper
find hold -type f -printf '%f\n' >/etc/relaymove/held-before
postsuper -h ALL
sync -f /var/spool/postfix
printf '%s' "$cutover" >/etc/relaymove/queue-swapped.part
sync /etc/relaymove/queue-swapped.part
mv /etc/relaymove/queue-swapped.part /etc/relaymove/queue-swapped)sh",
            "swap-queue-in",
            "{cutover}",
            "{list}"};
}
Command readSwapped() { return Command{"cat", "/etc/relaymove/queue-swapped"}.accepts({0, 1}); }
// 3: OLD serves again. Asked under the lock of its way back (dead_man.h), which puts the
// queue in its place.
constexpr int oldServes = 3;
Command setAside()
{
    return Command{"sh",
                   "-c",
                   R"sh(set -e; cutover=$1; shift; cd /var/spool/postfix
mkdir -p /run/relaymove; exec 9>/run/relaymove/turn; flock 9
[ "$(cat /etc/relaymove/hold 2>/dev/null)" = "$cutover" ] || exit 3
mkdir -p relaymove-aside; chmod 0700 relaymove-aside
for d; do [ ! -d "$d" ] || [ -d "relaymove-aside/$d" ] || mv "$d" "relaymove-aside/$d"; done
sync -f /var/spool/postfix)sh",
                   "set-queue-aside",
                   "{cutover}",
                   "{list}"}
        .accepts({0, oldServes});
}
// OLD runs it over the link, and this computer again: the second finds it done.
const QByteArray afterOpening =
    R"sh(#!/bin/sh
# Written by Relaymove. $1 is the cutover. Users are served: what they don't wait for.
set -e
exec 9</etc/relaymove
flock 9
cd /var/spool/postfix
[ "$(cat /etc/relaymove/queue-released 2>/dev/null)" != "$1" ] || exit 0
[ -e /etc/relaymove/held-before ]
# What postfix had on hold on OLD stays so.
frozen() {
  find hold -type f -printf '%f\n' | awk 'BEGIN {
    while ((getline id < "/etc/relaymove/held-before") > 0) held[id]
  } !($0 in held)'
}
systemctl enable --quiet postfix.service
frozen | postsuper -H -
if [ -d relaymove-staging/maildrop ]; then
  find relaymove-staging/maildrop -type f -exec chown postfix {} + -exec mv -n -t maildrop {} +
fi
postqueue -f
left=$(frozen)
[ -z "$left" ] || { echo "still frozen: $left" >&2; exit 1; }
printf '%s' "$1" >/etc/relaymove/queue-released
)sh";

Command release()
{
    return Command{afterOpeningPath, "{cutover}"}.within(std::chrono::minutes(10));
}

Command withList(const Command &command) { return command.with("list", queueFolders()); }

} // namespace

const QStringList &queueFolders()
{
    static const QStringList list = QString::fromLatin1(folders).split(u' ');
    return list;
}

Command writeAfterOpening()
{
    return Command::writeFile(QString::fromLatin1(afterOpeningPath), u"0700"_s, afterOpening);
}

Plan queuePlan()
{
    return {
        {Role::New, Purpose::Change, makeStaging(), Said::tr("an empty folder for OLD's queue")},
        {Role::Old, Purpose::Change, copyToStaging(),
         Said::tr("OLD's queue to NEW's staging folder; no pid files, no sockets")},
        {Role::Old, Purpose::Change, carefulCopyToStaging(),
         Said::tr("the same over a disk that fails")},
        {Role::Old, Purpose::Prove, digestOld(), Said::tr("ids and checksums of the queue")},
        {Role::New, Purpose::Prove, digestStaged(), Said::tr("the same of the staged copy")},
        {Role::New, Purpose::Look, readSwapped(),
         Said::tr("whether this cutover's queue is in place")},
        {Role::New, Purpose::Change, swapIn(),
         Said::tr("the queue in by renaming, once; frozen until the commit point")},
        {Role::Old, Purpose::Change, setAside(), Said::tr("OLD's postfix can't send it again")},
        {Role::New, Purpose::Change, release(),
         Said::tr("after the commit point: NEW delivers it, over reboots too")}};
}

void stageQueue(StepContext &context)
{
    context.target.run(makeStaging());
    QStringList paths;
    for (const QString &folder : queueFolders())
        paths << u"/var/spool/postfix/./"_s + folder;
    const auto ready = [&](const Command &command) {
        return withFacts(command, context.profile, context.facts).with("queue-folders", paths);
    };
    runCopy(context,
            {Copy::Queue, queueRoot, ready(copyToStaging()), ready(carefulCopyToStaging())});
    agreeToLeaveBehind(context);
}

Claim queueClaim(StepContext &context)
{
    QByteArray left;
    for (const QString &path : pathsOf(leftBehindBy(Copy::Queue, context.facts)))
        left += path.mid(queueRoot.size()).toUtf8() + '\n';
    const Output before = context.source.run(withList(digestOld()).input(left));
    const Output staged = context.target.run(withList(digestStaged()).input(left));
    Claim claim{Proof::QueueMoved, Said::tr("queued messages are on NEW"),
                Said::tr("%1 files, same ids and contents").arg(before.lines().size()),
                Said::tr("%1 files").arg(staged.lines().size()), before.out == staged.out};
    if (claim.holds)
        claim.observed = claim.expected;
    return claim;
}

void swapQueueIn(StepContext &context)
{
    context.target.run(
        withList(swapIn()).with("cutover", context.facts.cutover).within(std::chrono::minutes(5)));
}

QString swappedQueue(StepContext &context) { return context.target.run(readSwapped()).text(); }

void setOldQueueAside(StepContext &context)
{
    const Command command = withList(setAside()).with("cutover", context.facts.cutover);
    if (context.source.run(command).exitCode == oldServes)
        throw Failure{.kind = FailureKind::ClaimFalse,
                      .where = Role::Old,
                      .arguments = {Said::tr("OLD holds still"), Said::tr("until NEW is open"),
                                    Said::tr("it serves again by itself")}};
}

void releaseQueue(StepContext &context)
{
    context.target.run(release().with("cutover", context.facts.cutover));
}

QByteArray queueBackScript()
{
    // By hard link, so that each file keeps its inode number: its name is made of
    // it. What came into the queue meanwhile stays.
    return QByteArray("cd /var/spool/postfix && [ ! -d relaymove-aside ] || {\n"
                      "  for d in ") +
           folders +
           "; do\n"
           "    [ -d \"relaymove-aside/$d\" ] || continue\n"
           "    if [ -d \"$d\" ]; then cp -al \"relaymove-aside/$d/.\" \"$d/\" && rm -rf "
           "\"relaymove-aside/$d\"\n"
           "    else mv \"relaymove-aside/$d\" \"$d\"; fi\n"
           "  done\n"
           "  rmdir relaymove-aside\n"
           "}\n";
}

} // namespace relaymove
