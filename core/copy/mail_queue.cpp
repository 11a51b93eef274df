#include "core/copy/mail_queue.h"

#include "core/base/user_text.h"
#include "core/copy/copy_link.h"
#include "core/host/guard_codes.h"
#include "core/host/script.h"
#include "core/relay/queue_paths.h"
#include "core/salvage/salvage_copy.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// {list} is the eleven folders as words of the script's "$@".
Action makeStaging()
{
    return {Role::New, Purpose::Change, shell("make-staging"),
            UserText::tr("an empty folder for OLD's queue")};
}
Action copyToStaging(Disk disk)
{
    return {Role::Old, Purpose::Change,
            rsyncCommand(
                {u"-rptgoH"_s, u"--delete"_s, u"--ignore-missing-args"_s, u"{queue-folders}"_s},
                u"/queue/"_s)
                .startedBy(salvageLauncher(disk, outageHang, u"{queue}"_s)),
            overDisk(disk, UserText::tr("OLD's queue to NEW's staging folder; no pid files, no "
                                        "sockets"))};
}
// A line a message.
constexpr qint64 mostOfDigest = qint64(256) << 20;
Action digestOld()
{
    return {Role::Old, Purpose::Prove,
            shell("queue-digest", {"{queue}", "{list}"}).saysUpTo(mostOfDigest),
            UserText::tr("ids and checksums of the queue")};
}
Action digestStaged()
{
    return {Role::New, Purpose::Prove,
            shell("queue-digest", {stagingFolder, "{list}"}).saysUpTo(mostOfDigest),
            UserText::tr("the same of the staged copy")};
}
Action swapIn()
{
    return {Role::New, Purpose::Move,
            shell("swap-queue-in", {"{cutover}", "{list}"})
                .startedBy({QString::fromLatin1(guardPath), u"move"_s, u"{migration}"_s,
                            u"{lease}"_s, u"{cutover}"_s, u"fenced"_s, u"filled"_s})
                .within(std::chrono::minutes(5)),
            UserText::tr("the queue in by renaming, once; frozen until the commit point")};
}
Action setAside()
{
    return {Role::Old,
            Purpose::Change,
            shell("set-queue-aside", {"{cutover}", "{list}"}),
            UserText::tr("OLD's postfix can't send it again"),
            {HostState::Held}};
}
Action release()
{
    return {Role::New,
            Purpose::Change,
            Command{guardPath, "told", "settle", "{cutover}"}.within(std::chrono::minutes(10)),
            UserText::tr("after the commit point: NEW delivers it, over reboots too"),
            {HostState::Open, HostState::Settled}};
}

Action withList(const Action &action) { return action.with("list", queueFolders()); }

// Out of its postfix' sight: any start there would send it again. Where it is then.
QString setOldQueueAside(StepContext &context) { return context.run(withList(setAside())).text(); }

} // namespace

Action writeAfterOpening()
{
    return {Role::New, Purpose::Change, writeProgramFile(QString::fromLatin1(afterOpeningPath)),
            UserText::tr("what follows when users are served")};
}

Plan queuePlan()
{
    return {setAside(),
            makeStaging(),
            copyToStaging(Disk::Sound),
            copyToStaging(Disk::Failing),
            digestOld(),
            digestStaged(),
            swapIn()};
}

QString stageQueue(StepContext &context)
{
    const QString queue = setOldQueueAside(context);
    context.run(makeStaging());
    QStringList paths;
    for (const QString &folder : queueFolders())
        paths << queue + u'/' + folder;
    runCopy(context, Copy::Queue, queueRoot,
            copyToStaging(diskOf(context)).with("queue-folders", paths).with("queue", queue));
    confirmDataLoss(context);
    return queue;
}

// What falls into OLD's maildrop after the copy is carried over later.
static bool areOnNew(const Output &before, const Output &staged)
{
    QStringList there = before.lines();
    const QStringList here = staged.lines();
    there.removeIf(
        [&](const QString &line) { return line.contains(u"  maildrop/") && !here.contains(line); });
    return there == here;
}

Claim queueClaim(StepContext &context, const QString &queue, const QByteArray &flights)
{
    QByteArray left;
    for (const QString &path : pathsOf(leftBehindBy(Copy::Queue, context.facts)))
        left += path.mid(queueRoot.size()).toUtf8() + '\n';
    // OLD's agents mark them meanwhile.
    left += flights;
    const Output before = context.run(withList(digestOld()).with("queue", queue).input(left));
    const Output staged = context.run(withList(digestStaged()).input(left));
    Claim claim{Proof::QueueMoved, UserText::tr("queued messages are on NEW"),
                UserText::tr("%1 files, same ids and contents").arg(before.lines().size()),
                UserText::tr("%1 files").arg(staged.lines().size()), areOnNew(before, staged)};
    if (claim.holds)
        claim.observed = claim.expected;
    return claim;
}

void swapQueueIn(StepContext &context, const QByteArray &flights)
{
    const QStringList left = pathsOf(leftBehindBy(Copy::Queue, context.facts));
    QByteArray frozen;
    for (const QByteArray &path : flights.split('\n')) {
        if (!path.isEmpty() && !left.contains(queueRoot + QString::fromUtf8(path)))
            frozen += path + '\n';
    }
    context.run(withList(swapIn()).input(frozen + ".\n"));
}

Plan releaseQueuePlan() { return {release()}; }

void releaseQueue(StepContext &context) { context.run(release()); }

} // namespace relaymove
