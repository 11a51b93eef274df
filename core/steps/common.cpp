#include "core/steps/common.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/relay/guard.h"
#include "core/relay/hand_over.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

bool isOurs(const StepContext &context, const HostRecord &record)
{
    return record.migration == context.profile.id;
}

} // namespace

Plan commonLooks()
{
    Plan plan = leasePlan();
    append(plan, {oldIsGonePlan()});
    return plan;
}

bool isOpen(StepContext &context)
{
    const HostRecord record = recordOf(context.target);
    return isOurs(context, record) && (record.is(HostState::Open) || record.is(HostState::Settled));
}

bool hasHandedOver(StepContext &context)
{
    const HostRecord record = recordOf(context.source);
    return isOurs(context, record) &&
           (record.is(HostState::Committed) || record.is(HostState::Forwarding));
}

bool hasHandedOverToAnother(StepContext &context)
{
    if (!hasHandedOver(context))
        return false;
    const HostRecord onOld = recordOf(context.source), onNew = recordOf(context.target);
    return !isOurs(context, onNew) || onNew.cutover != onOld.cutover;
}

void refuseOtherNew(StepContext &context)
{
    if (!hasHandedOverToAnother(context))
        return;
    throw Failure{
        .kind = FailureKind::Refused,
        .where = Role::Old,
        .arguments = {Said::tr("OLD has handed the relay over to another machine than the NEW of "
                               "this profile."),
                      Said::tr("Enter the NEW of that cutover in the profile again. Is it lost for "
                               "good? Then go back first: rollback --new-is-gone")}};
}

QString standingHold(StepContext &context)
{
    const HostRecord record = recordOf(context.source);
    return isOurs(context, record) && !record.is(HostState::Serving) ? record.cutover : QString();
}

double projectedOutage(const Profile &profile, const Facts &facts)
{
    // Stop 1.3 s and start 1.2 s: seen on a relay of 6,000 mailboxes (relay-facts.md); a log-in,
    // a message and the hand-over take as long again (seen in the lab); verifying reads every
    // name on both sides, about as long as a pass with nothing to do.
    constexpr double stopAndStart = 1.3 + 1.2, proveAndHandOver = 1.3;
    // 47 to 52 s on a relay that was up to date (relay-facts.md).
    const double byCmdeploy = profile.disableByCmdeploy ? 50 : 0;
    return stopAndStart + proveAndHandOver + 2 * facts.lastPassSeconds + byCmdeploy;
}

Claim claimEqual(Proof proof, const QString &what, const QString &expected, const QString &observed)
{
    return {proof, what, expected, observed, expected == observed};
}

void mustHold(StepContext &context, const Claim &claim)
{
    context.report.claim(claim);
    if (!claim.holds)
        throw Failure{.kind = FailureKind::ClaimFalse,
                      .arguments = {claim.what, claim.expected, claim.observed}};
}

Command withFacts(const Command &command, const Profile &profile, const Facts &facts)
{
    Command filled = command;
    const auto fill = [&](std::string_view name, const QString &value) {
        if (!value.isEmpty())
            filled = filled.with(name, value);
    };
    fill("domain", profile.domain);
    fill("migration", profile.id);
    fill("cutover", facts.cutover);
    fill("mailboxes", facts.mailboxesDir);
    fill("old4", facts.oldV4);
    fill("old6", facts.oldV6);
    fill("new4", facts.newV4);
    fill("new6", facts.newV6);
    return filled;
}

Plan filled(Plan plan, const Profile &profile, const Facts &facts)
{
    for (Planned &planned : plan)
        planned.command = withFacts(planned.command, profile, facts);
    return plan;
}

bool unlessOldIsGone(StepContext &context, const std::function<void()> &work)
{
    try {
        work();
        return true;
    } catch (const Failure &failure) {
        const bool isSilent =
            failure.kind == FailureKind::Unreachable || failure.kind == FailureKind::ConnectionLost;
        if (!isSilent || failure.where != Role::Old)
            throw;
        context.report.note(Said::tr("%1 NEW serves all the same. Should OLD be gone, whoever "
                                     "still comes to its address reaches nobody.")
                                .arg(explain(failure).happened));
        return false;
    }
}

} // namespace relaymove
