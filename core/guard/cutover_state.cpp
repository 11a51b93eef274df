#include "core/guard/cutover_state.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/guard/guard.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

bool isOurs(const StepContext &context, const HostRecord &record)
{
    return record.migration == context.profile.id;
}

} // namespace

bool isOpen(StepContext &context)
{
    const HostRecord record = recordOf(context.target);
    return isOurs(context, record) && (record.is(HostState::Open) || record.is(HostState::Settled));
}

bool hasCommitted(StepContext &context)
{
    const HostRecord record = recordOf(context.source);
    return isOurs(context, record) &&
           (record.is(HostState::Committed) || record.is(HostState::Forwarding));
}

bool hasCommittedToAnother(StepContext &context)
{
    if (!hasCommitted(context))
        return false;
    const HostRecord onOld = recordOf(context.source), onNew = recordOf(context.target);
    return !isOurs(context, onNew) || onNew.cutover != onOld.cutover;
}

void refuseOtherNew(StepContext &context)
{
    if (!hasCommittedToAnother(context))
        return;
    throw refused(Role::Old,
                  UserText::tr("OLD has handed the relay over to another machine than the NEW of "
                               "this profile."),
                  UserText::tr("Enter the NEW of that cutover in the profile again. Is it lost for "
                               "good? Then go back first: rollback --new-is-gone"));
}

QString standingHold(StepContext &context)
{
    const HostRecord record = recordOf(context.source);
    return isOurs(context, record) && !record.is(HostState::Serving) ? record.cutover : QString();
}

bool unlessOldIsGone(StepContext &context, const std::function<void()> &work)
{
    try {
        work();
        return true;
    } catch (const Failure &failure) {
        if (!failure.is<failure::Unreachable, failure::ConnectionLost>() ||
            failure.where != Role::Old)
            throw;
        context.report.note(UserText::tr("%1 NEW serves all the same. Should OLD be gone, whoever "
                                         "still comes to its address reaches nobody.")
                                .arg(explain(failure).happened));
        return false;
    }
}

} // namespace relaymove
