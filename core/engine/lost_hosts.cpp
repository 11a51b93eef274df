#include "core/engine/lost_hosts.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/cutover/commit.h"
#include "core/guard/cutover_state.h"
#include "core/guard/guard.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

bool isNewGone(StepContext &context, const QString &why)
{
    using question::NewIsGone;
    return context.words.newIsGone ||
           context.control.ask(u"cutover/new-is-gone"_s, Role::New, NewIsGone{why}) ==
               NewIsGone::Answer::Gone;
}

bool isOurs(const StepContext &context, const std::optional<HostRecord> &record)
{
    return record && record->migration == context.profile.id;
}

// One that refuses this computer, or shows another key, is there.
bool isSilent(const Failure &failure)
{
    return failure.is<failure::Unreachable, failure::ConnectionLost, failure::CommandTimedOut>();
}

} // namespace

// An OLD in doubt, and a NEW that can't be asked whether OLD's word has reached it: then nobody
// knows, and nothing is told.
void tellWhoServes(StepContext &context, const HostRecords &records)
{
    using enum HostState;
    Reporter &report = context.report;
    const auto &[old, next] = records;
    if (isOurs(context, next) && isServing(*next)) {
        report.milestone(Milestone::FoundOpen);
        report.serving(WhoServes::New);
        return;
    }
    if (!old)
        return;
    if (old->noted.contains(u"returning"_s))
        return; // it may serve, and does not yet
    if (old->migration.isEmpty() || old->is(Serving)) {
        if (!old->cutover.isEmpty())
            report.milestone(Milestone::FoundBack);
        report.serving(WhoServes::Old);
        return;
    }
    if (old->is(Held) || (old->is(Committed) && next)) {
        report.milestone(Milestone::FoundHeld);
        if (old->is(Committed))
            report.milestone(Milestone::HandingOver);
        report.serving(WhoServes::Nobody);
    }
}

bool isOldMissing(const StepContext &context, const HostRecords &records)
{
    return !records.old && isOurs(context, records.next) && records.next->is(HostState::Filled);
}

void oldMustBeGone(StepContext &context)
{
    const HostRecord onNew = recordOf(context.target);
    if (!onNew.is(HostState::Filled) && !isOpen(context))
        throw refused(
            Role::New,
            UserText::tr("NEW does not have all that OLD had: its last copy never ended."),
            UserText::tr("Bring OLD back, if only for its disk. If that can't be, restore from "
                         "your backups."));
    QString why;
    try {
        recordOf(context.source);
    } catch (const Failure &failure) {
        if (!isSilent(failure))
            throw;
        why = explain(failure).happened;
    }
    if (why.isEmpty() && !context.words.oldIsGone) {
        takeLease(context, context.source); // a connection broke, or it was busy
        return;
    }
    if (why.isEmpty())
        throw refused(Role::Old, UserText::tr("OLD answers: it is not gone."),
                      UserText::tr("Go on without --old-is-gone."));
    if (!onNew.is(HostState::Settled))
        agreeThatOldIsGone(context, why);
    context.words.oldIsGone = true;
}

void refuseToGoBack(StepContext &context)
{
    const HostRecord onOld = recordOf(context.source);
    refuseOtherHolder(context.source, onOld, context.profile.id);
    if (onOld.is(HostState::Serving) || onOld.is(HostState::Held))
        return;
    if (onOld.migration.isEmpty())
        throw refused(Role::Old,
                      UserText::tr("OLD takes part in no move: there is nothing to go "
                                   "back from."),
                      UserText::tr("Nothing was changed."));
    bool isGone = false, serves = onOld.is(HostState::Forwarding);
    QString why;
    try {
        // Whether that one is lost OLD itself looks (go-back.sh).
        if (!serves && hasCommittedToAnother(context)) {
            context.words.newIsGone = isNewGone(
                context, UserText::tr("OLD has handed over to another machine than the NEW of this "
                                      "profile."));
            if (!context.words.newIsGone)
                refuseOtherNew(context);
            return;
        }
        serves = serves || isOpen(context);
    } catch (const Failure &failure) {
        if (failure.is<failure::Refused>())
            throw;
        isGone = true;
        why = explain(failure).happened;
    }
    if (serves)
        throw refused(
            Role::New, UserText::tr("NEW serves your mail already."),
            UserText::tr("Going back from here is a move of its own, with the roles exchanged."));
    if (isGone)
        context.words.newIsGone = isNewGone(context, why);
    if (isGone && !context.words.newIsGone)
        throw refused(
            Role::New,
            UserText::tr("OLD has handed over to NEW, and NEW can't be asked whether it serves."),
            UserText::tr("Bring NEW back and try again. Is it lost for good? Then go back and say "
                         "so (rollback --new-is-gone). OLD serves again then; a NEW that has "
                         "served nobody yet stays closed should it return."));
    if (!isGone && context.words.newIsGone)
        throw refused(Role::New, UserText::tr("NEW answers: it is not gone."),
                      UserText::tr("Go back without --new-is-gone."));
}

} // namespace relaymove
