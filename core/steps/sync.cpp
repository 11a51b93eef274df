#include "core/steps/sync.h"

#include "core/base/amounts.h"
#include "core/base/user_text.h"
#include "core/copy/compare.h"
#include "core/copy/compare_ahead.h"
#include "core/copy/copy_link.h"
#include "core/copy/mail_queue.h"
#include "core/copy/mailbox_pass.h"
#include "core/cutover/auto_rollback.h"
#include "core/cutover/in_flight.h"
#include "core/guard/cutover_state.h"
#include "core/guard/guard.h"
#include "core/migration/claims.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/relay/state_paths.h"
#include "core/salvage/salvage.h"

#include <utility>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

class Sync : public Step
{
public:
    StepId id() const override { return StepId::Sync; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan;
        append(plan, {linkPlan(), changedSincePlan(), lastPassPlan(), statePathsPlan(),
                      stateCopyPlan({Disk::Sound, Disk::Failing}), comparePlan(), queuePlan(),
                      inFlightLookPlan(), renewAutoRollbackPlan()});
        return filled(during(std::move(plan), {HostState::Held, HostState::Fenced}), profile,
                      facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (isOpen(context))
            return Inspection::done(UserText::tr("NEW serves already"));
        const HostRecord record = recordOf(context.target);
        if (record.is(HostState::Filled) && record.cutover == context.facts.cutover.id)
            return Inspection::done(UserText::tr("this cutover's queue is in place on NEW"));
        return Inspection::absent(UserText::tr("NEW lacks this cutover's queue"));
    }

    // The queue last: NEW's record says `filled` when everything before it was proven.
    void run(StepContext &context) override
    {
        const auto tell = [&](const QString &what) { context.report.progress({.text = what}); };
        tell(UserText::tr("the last pass: about %1 s, as the one before")
                 .arg(tenthsText(context.facts.copies.lastPassSeconds)));
        renewAutoRollback(context);
        keepLink(context);
        const std::optional<QStringList> changed = mailboxesToGoThrough(context);
        const PassResult last = copyMailboxes(context, PassKind::Last, changed);
        context.report.note(UserText::tr("last pass: %1 in %2 s")
                                .arg(filesText(last.files), tenthsText(last.seconds)));
        renewAutoRollback(context);
        tell(UserText::tr("keys and certificates"));
        const QStringList state = statePaths(context);
        copyKeys(context, state);
        confirmDataLoss(context);
        tell(UserText::tr("compares OLD and NEW"));
        QList<Claim> claims = compareMailboxes(context, changed);
        claims << compareState(context, state);
        renewAutoRollback(context);
        tell(UserText::tr("the queue"));
        const QString queue = stageQueue(context);
        const QByteArray flights = inFlight(context);
        claims << queueClaim(context, queue, flights);
        for (const Claim &claim : claims)
            mustHold(context, claim);
        swapQueueIn(context, flights);
        context.report.milestone(Milestone::Synced);
    }

    QList<Claim> prove(StepContext &context) override
    {
        const HostRecord record = recordOf(context.target);
        return {claimEqual(Proof::QueueMoved,
                           UserText::tr("the queue is in its place on NEW, of cutover"),
                           context.facts.cutover.id,
                           record.is(HostState::Filled) ? record.cutover : UserText::tr("none"))};
    }

private:
    // Nothing: all of them.
    static std::optional<QStringList> mailboxesToGoThrough(StepContext &context)
    {
        const auto changed = changedSince(context);
        if (!changed) {
            context.report.note(
                UserText::tr("all mailboxes are gone through: %1").arg(changed.error()));
            return std::nullopt;
        }
        context.report.note(UserText::tr("%1 mailboxes have changed since the comparison")
                                .arg(numberText(changed->size())));
        return *changed;
    }

    // Written ahead: a copy that is cut half-way and repeated finds nothing to change.
    static void copyKeys(StepContext &context, const QStringList &state)
    {
        const bool before = std::exchange(context.facts.copies.keysChanged, true);
        context.saveFacts();
        context.facts.copies.keysChanged = copyState(context, state) || before;
        context.saveFacts();
    }
};

} // namespace

std::unique_ptr<Step> makeSync() { return std::make_unique<Sync>(); }

} // namespace relaymove
