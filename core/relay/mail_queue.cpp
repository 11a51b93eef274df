#include "core/relay/mail_queue.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/host/script.h"
#include "core/relay/careful_copy.h"
#include "core/relay/copy_link.h"
#include "core/relay/script_codes.h"
#include "core/steps/common.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr auto folders =
    "active bounce corrupt defer deferred flush hold incoming maildrop saved trace";

// {list} is the eleven folders as words of the script's "$@".
Command makeStaging() { return shell("make-staging"); }
Command copyToStaging()
{
    return rsyncCommand(
        {u"-aHR"_s, u"--delete"_s, u"--ignore-missing-args"_s, u"{queue-folders}"_s},
        QString::fromLatin1(stagingFolder) + u'/');
}
Command carefulCopyToStaging()
{
    return copyToStaging().startedBy(carefulLauncher(outageHang, queueRoot));
}
Command digestOld() { return shell("queue-digest", {"/var/spool/postfix", "{list}"}); }
Command digestStaged() { return shell("queue-digest", {stagingFolder, "{list}"}); }
Command swapIn() { return shell("swap-queue-in", {"{cutover}", "{list}"}); }
Command readSwapped() { return Command{"cat", "/etc/relaymove/queue-swapped"}.accepts({0, 1}); }
Command setAside()
{
    return shell("set-queue-aside", {"{cutover}", "{list}"}).accepts({0, scriptcode::oldServes});
}
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

Command writeAfterOpening() { return writeProgramFile(QString::fromLatin1(afterOpeningPath)); }

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
    if (context.source.run(command).exitCode == scriptcode::oldServes)
        throw Failure{.kind = FailureKind::ClaimFalse,
                      .where = Role::Old,
                      .arguments = {Said::tr("OLD holds still"), Said::tr("until NEW is open"),
                                    Said::tr("it serves again by itself")}};
}

void releaseQueue(StepContext &context)
{
    context.target.run(release().with("cutover", context.facts.cutover));
}

} // namespace relaymove
