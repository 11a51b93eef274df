#include "core/copy/compare_ahead.h"

#include "core/base/amounts.h"
#include "core/base/user_text.h"
#include "core/copy/change_recorder.h"
#include "core/copy/compare.h"
#include "core/copy/mailbox_pass.h"
#include "core/copy/owners.h"
#include "core/migration/reporter.h"
#include "core/salvage/salvage.h"

#include <QSet>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// What has changed on both, where all that has changed on NEW is a copy's doing.
std::expected<std::pair<Changes, Changes>, QString> changesByOld(StepContext &context)
{
    const auto changes = changesOnBoth(context);
    if (!changes)
        return changes;
    const QSet<QString> old(changes->first.mailboxes.begin(), changes->first.mailboxes.end());
    for (const QString &mailbox : changes->second.mailboxes) {
        if (!old.contains(mailbox))
            return std::unexpected(
                UserText::tr("on NEW %1 was changed by somebody else").arg(mailbox));
    }
    return changes;
}

// Why it can't be told what has changed since; nothing where it can.
std::optional<QString> copyAndCompare(StepContext &context)
{
    const auto tell = [&](const QString &what) { context.report.progress({.text = what}); };
    if (const auto why = recordChanges(context, Role::Old))
        return u"OLD: "_s + *why;
    tell(UserText::tr("one more pass over all mailboxes: nobody notices"));
    const PassResult pass = copyMailboxes(context, PassKind::Live);
    context.report.note(UserText::tr("pass before the cutover: %1 in %2 s")
                            .arg(filesText(pass.files), tenthsText(pass.seconds)));
    if (diskOf(context) == Disk::Failing || !repairSmallFiles(context))
        return UserText::tr("OLD's disk does not give back all files");
    mendOwners(context, wrongOwners(context, {}));
    if (const auto why = recordChanges(context, Role::New))
        return u"NEW: "_s + *why;
    tell(UserText::tr("compares what does not change meanwhile: nobody notices"));
    keepMailboxLists(context);
    const auto changes = changesByOld(context);
    if (!changes)
        return changes.error();
    const auto &[old, next] = *changes;
    if (!keptListsAreEqualBut(context, old.mailboxes))
        return UserText::tr("mailboxes that OLD has not changed differ on NEW");
    return noteComparison(context, next.recording);
}

} // namespace

Plan compareAheadPlan()
{
    Plan plan = changeRecorderPlan();
    append(plan, {livePassPlan(), repairPlan(), rescuePlan(), ownersPlan(), compareKeptPlan()});
    return plan;
}

void compareAhead(StepContext &context)
{
    // Nothing is installed on such an OLD, and no disk can be trusted twice.
    if (diskOf(context) == Disk::Failing)
        return;
    if (const auto why = copyAndCompare(context))
        context.report.note(
            UserText::tr("All mailboxes are gone through while users wait: %1.").arg(*why));
}

Plan changedSincePlan() { return changesPlan(); }

std::expected<QStringList, QString> changedSince(StepContext &context)
{
    if (context.words.oldIsGone)
        return std::unexpected(UserText::tr("OLD can't be asked what has changed"));
    const auto changes = changesByOld(context);
    if (!changes)
        return std::unexpected(changes.error());
    const auto &[old, next] = *changes;
    if (old.comparedWith != next.recording)
        return std::unexpected(UserText::tr("they were not compared before"));
    return old.mailboxes;
}

} // namespace relaymove
