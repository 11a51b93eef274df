#include "core/copy/mail_queue.h"

#include "core/base/user_text.h"
#include "core/copy/copy_link.h"
#include "core/host/guard_codes.h"
#include "core/host/script.h"
#include "core/migration/placeholders.h"
#include "core/relay/queue_paths.h"
#include "core/salvage/salvage_copy.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// {list} is the eleven folders as words of the script's "$@".
Command makeStaging() { return shell("make-staging"); }
Command copyToStaging()
{
    return rsyncCommand(
        {u"-rptgoH"_s, u"--delete"_s, u"--ignore-missing-args"_s, u"{queue-folders}"_s},
        u"/queue/"_s);
}
Command salvageToStaging()
{
    return copyToStaging().startedBy(salvageLauncher(outageHang, u"{queue}"_s));
}
// A line a message.
constexpr qint64 mostOfDigest = qint64(256) << 20;
Command digestOld() { return shell("queue-digest", {"{queue}", "{list}"}).saysUpTo(mostOfDigest); }
Command digestStaged()
{
    return shell("queue-digest", {stagingFolder, "{list}"}).saysUpTo(mostOfDigest);
}
Command swapIn()
{
    return shell("swap-queue-in", {"{cutover}", "{list}"})
        .startedBy({QString::fromLatin1(guardPath), u"move"_s, u"{migration}"_s, u"{lease}"_s,
                    u"{cutover}"_s, u"fenced"_s, u"filled"_s});
}
Command setAside() { return shell("set-queue-aside", {"{cutover}", "{list}"}); }
Command release()
{
    return Command{guardPath, "told", "settle", "{cutover}"}.within(std::chrono::minutes(10));
}

Command withList(const Command &command) { return command.with("list", queueFolders()); }

// Out of its postfix' sight: any start there would send it again. Where it is then.
QString setOldQueueAside(StepContext &context)
{
    return context.source.run(withList(withFacts(setAside(), context.profile, context.facts)))
        .text();
}

} // namespace

Command writeAfterOpening() { return writeProgramFile(QString::fromLatin1(afterOpeningPath)); }

Plan queuePlan()
{
    return {
        {Role::Old,
         Purpose::Change,
         setAside(),
         UserText::tr("OLD's postfix can't send it again"),
         {HostState::Held}},
        {Role::New, Purpose::Change, makeStaging(),
         UserText::tr("an empty folder for OLD's queue")},
        {Role::Old, Purpose::Change, copyToStaging(),
         UserText::tr("OLD's queue to NEW's staging folder; no pid files, no sockets")},
        {Role::Old, Purpose::Change, salvageToStaging(),
         UserText::tr("the same over a disk that fails")},
        {Role::Old, Purpose::Prove, digestOld(), UserText::tr("ids and checksums of the queue")},
        {Role::New, Purpose::Prove, digestStaged(), UserText::tr("the same of the staged copy")},
        {Role::New,
         Purpose::Move,
         swapIn(),
         UserText::tr("the queue in by renaming, once; frozen until the commit point"),
         {}},
        {Role::New,
         Purpose::Change,
         release(),
         UserText::tr("after the commit point: NEW delivers it, over reboots too"),
         {HostState::Open, HostState::Settled}}};
}

QString stageQueue(StepContext &context)
{
    const QString queue = setOldQueueAside(context);
    context.target.run(makeStaging());
    QStringList paths;
    for (const QString &folder : queueFolders())
        paths << queue + u'/' + folder;
    const auto ready = [&](const Command &command) {
        return withFacts(command, context.profile, context.facts)
            .with("queue-folders", paths)
            .with("queue", queue);
    };
    runCopy(context, {Copy::Queue, queueRoot, ready(copyToStaging()), ready(salvageToStaging())});
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
    const Output before =
        context.source.run(withList(digestOld()).with("queue", queue).input(left));
    const Output staged = context.target.run(withList(digestStaged()).input(left));
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
    context.target.run(withList(withFacts(swapIn(), context.profile, context.facts))
                           .with("lease", context.words.lease)
                           .input(frozen + ".\n")
                           .within(std::chrono::minutes(5)));
}

void releaseQueue(StepContext &context)
{
    context.target.run(release().with("cutover", context.facts.cutover));
}

} // namespace relaymove
