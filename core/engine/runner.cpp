#include "core/engine/runner.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/cutover/commit.h"
#include "core/cutover/projected_outage.h"
#include "core/engine/common_looks.h"
#include "core/engine/lost_hosts.h"
#include "core/guard/cutover_state.h"
#include "core/guard/guard.h"
#include "core/migration/claims.h"
#include "core/profiles/profile.h"
#include "core/salvage/salvage.h"

#include <algorithm>
#include <cmath>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Runner::Runner(StepContext context, std::vector<std::unique_ptr<Step>> steps)
    : m_context(context), m_steps(std::move(steps))
{
}

StepOutcome Runner::run(StepId until)
{
    const StepOutcome begun = begin();
    const StepOutcome outcome = begun == StepOutcome::Succeeded ? goThrough(until) : begun;
    end();
    return outcome;
}

// The lease of each host that is this migration's already; others are claimed when the checks
// have passed. NEW first: when it serves, OLD may be gone.
StepOutcome Runner::begin()
{
    return guarded(*m_steps.front(), [this] {
        HostRecords found;
        found.next = takeLease(m_context, m_context.target);
        found.old = takeLease(m_context, m_context.source);
        endOldCutover(m_context);
        tellWhoServes(m_context, found);
        m_newServes = found.next && isServing(*found.next);
        if (m_context.words.oldIsGone || isOldMissing(m_context, found))
            oldMustBeGone(m_context);
    });
}

// Users wait: an OLD that holds is asked alone, and NEW when it serves (undo()).
StepOutcome Runner::beginBack()
{
    return guarded(*m_steps.front(), [this] {
        HostRecords found{takeLease(m_context, m_context.source), {}};
        if (!found.old || !found.old->is(HostState::Held)) {
            found.next = takeLease(m_context, m_context.target);
            m_newAsked = true;
            endOldCutover(m_context);
        }
        tellWhoServes(m_context, found);
    });
}

void Runner::end()
{
    m_context.control.setWhenStopped(WhenStopped::Ends);
    guarded(*m_steps.front(), [this] { giveLeases(m_context); });
}

// Nothing is to be asked of an OLD that is lost: only what NEW does is left.
std::size_t Runner::firstStep() const
{
    const StepId first = m_context.words.oldIsGone ? StepId::Dns : StepId::Preflight;
    const auto found = std::ranges::find(m_steps, first, &Step::id);
    return found == m_steps.end() ? 0 : std::size_t(found - m_steps.begin());
}

StepOutcome Runner::goThrough(StepId until)
{
    for (std::size_t i = firstStep(); i < m_steps.size() && !isBefore(until, m_steps[i]->id());) {
        Step &step = *m_steps[i];
        const StepOutcome outcome = perform(step);
        if (outcome == StepOutcome::Succeeded) {
            ++i;
            continue;
        }
        if (!isCutover(step.id()) || !m_cutoverAgreed)
            return outcome;
        // Whoever stops it here has asked for what is done or asked in any case.
        m_context.control.setWhenStopped(WhenStopped::GoesOn);
        if (!canGoBack())
            return outcome;
        if (outcome == StepOutcome::Failed && isOnlyPrepared(step)) {
            guarded(step, [&] { undo(step); });
            return outcome;
        }
        if (outcome == StepOutcome::Failed && askToTryAgain(step)) {
            // What the failed step left is true now: look at the whole cutover again.
            i = std::size_t(std::ranges::find_if(
                                m_steps, [](const auto &each) { return isCutover(each->id()); }) -
                            m_steps.begin());
            continue;
        }
        goBack();
        return outcome;
    }
    return StepOutcome::Succeeded;
}

StepOutcome Runner::rollback()
{
    const StepOutcome begun = beginBack();
    const StepOutcome outcome = begun == StepOutcome::Succeeded ? goBack() : begun;
    end();
    return outcome;
}

// OLD serves first, for its own record allows that; then what NEW has begun is stopped.
StepOutcome Runner::goBack()
{
    const WhenStopped before = m_context.control.whenStopped();
    m_context.control.setWhenStopped(WhenStopped::GoesOn);
    StepOutcome outcome = StepOutcome::Undone;
    for (const StepId id : rollbackOrder()) {
        Step &step = **std::ranges::find(m_steps, id, &Step::id);
        outcome = guarded(step, [&] { undo(step); });
        if (outcome != StepOutcome::Succeeded)
            break;
        outcome = StepOutcome::Undone;
        m_context.report.event(event::StepEnded{id, outcome, {}});
    }
    m_context.control.setWhenStopped(before);
    return outcome;
}

void Runner::undo(Step &step)
{
    if (step.id() == rollbackOrder().front()) {
        refuseToGoBack(m_context);
    } else if (!m_newAsked && !m_context.words.leased.contains(Role::New)) {
        m_newAsked = true;
        takeLease(m_context, m_context.target);
        endOldCutover(m_context);
    }
    step.undo(m_context);
}

// In doubt (neither can be asked) nobody is sent back to OLD: two hosts that serve
// are worse than a wait. An OLD that holds decides by itself: a NEW that is silent must not
// make users wait until it answers.
bool Runner::canGoBack()
{
    if (m_context.words.oldIsGone || m_newServes)
        return false;
    try {
        const HostRecord onOld = recordOf(m_context.source);
        if (onOld.is(HostState::Held))
            m_context.report.milestone(Milestone::FoundHeld);
        if (onOld.is(HostState::Serving) || onOld.is(HostState::Held))
            return true;
        return !onOld.is(HostState::Forwarding) && !isOpen(m_context);
    } catch (const Failure &) {
        return !m_context.facts.cutover.commitStarted;
    }
}

// Nothing has stopped: OLD serves, so there is neither a hurry nor anything to go back from.
bool Runner::isOnlyPrepared(const Step &step)
{
    if (step.id() != StepId::Disable)
        return false;
    try {
        return standingHold(m_context).isEmpty();
    } catch (const Failure &) {
        return false;
    }
}

// Between two steps of the cutover, too. Once NEW serves there is nothing to go back from.
WhenStopped Runner::whenStopped(const Step &step) const
{
    const bool isGoingBackPossible = !m_newServes && !m_context.words.oldIsGone;
    return isCutover(step.id()) && m_cutoverAgreed && isGoingBackPossible ? WhenStopped::Asks
                                                                          : WhenStopped::Ends;
}

StepOutcome Runner::perform(Step &step)
{
    return guarded(step, [&] { inspectRunProve(step); });
}

void Runner::inspectRunProve(Step &step)
{
    Reporter &report = m_context.report;
    m_context.control.setWhenStopped(whenStopped(step));
    Inspection found = step.inspect(m_context);
    if (found.kind == Inspection::Kind::Conflict)
        throw refused(Role::Admin, found.evidence, UserText::tr("Nothing was changed."));
    // A hold that stands is a cutover that was agreed to, before a crash perhaps.
    if (isCutover(step.id()) && found.kind != Inspection::Kind::Absent)
        m_cutoverAgreed = true;
    if (found.kind == Inspection::Kind::Done) {
        report.event(event::StepSkipped{step.id(), found.evidence});
        return;
    }
    if (isCutover(step.id())) {
        if (!m_cutoverAgreed && !askToStart())
            throw Cancelled{};
        m_cutoverAgreed = true;
        m_context.control.setWhenStopped(whenStopped(step));
    }
    report.event(event::StepStarted{step.id()});
    report.log(Role::Admin, LogLevel::Info, u"start: "_s + stepTitle(step.id()));
    if (found.kind != Inspection::Kind::Waiting) {
        step.run(m_context);
        // Not while users wait: disable does it just before.
        if (stageOf(step.id()) == Stage::Before)
            keepFactsOnHosts(m_context);
    }
    found = step.inspect(m_context);
    if (found.kind == Inspection::Kind::Waiting) {
        report.event(event::StepWaiting{step.id(), found.evidence});
        return;
    }
    if (found.kind != Inspection::Kind::Done)
        throw Failure{failure::NotDone{found.evidence}};
    for (const Claim &claim : step.prove(m_context))
        mustHold(m_context, claim);
    report.event(event::StepEnded{step.id(), StepOutcome::Succeeded, {}});
}

void Runner::allow(const Step &step)
{
    Plan plan = step.describe(m_context.profile, m_context.facts);
    append(plan, {commonLooks()});
    for (Host *host : {&m_context.source, &m_context.target, &m_context.admin})
        host->allowOnly(permitsFor(host->role(), plan));
}

StepOutcome Runner::guarded(Step &step, const std::function<void()> &work)
{
    Reporter &report = m_context.report;
    report.setStep(step.id());
    m_context.control.setBackWarning(backWarning(m_context.profile, m_context.facts));
    allow(step);
    const auto end = [&](StepOutcome outcome, std::optional<Failure> failure) {
        report.event(event::StepEnded{step.id(), outcome, failure});
        report.setStep({});
        return outcome;
    };
    try {
        work();
        report.setStep({});
        return StepOutcome::Succeeded;
    } catch (Failure &failure) {
        failure.step = stepName(step.id());
        if (tellsThatOldServes(failure))
            report.serving(WhoServes::Old); // before the person hears of the rest
        const Explanation words = explain(failure);
        report.log(failure.where, LogLevel::Error, words.happened);
        for (const QByteArray &line : failure.raw.split('\n')) {
            if (!line.trimmed().isEmpty())
                report.log(failure.where, LogLevel::Detail, QString::fromUtf8(line));
        }
        return end(StepOutcome::Failed, failure);
    } catch (const Cancelled &) {
        report.log(Role::Admin, LogLevel::Warning, UserText::tr("stopped by you"));
        return end(StepOutcome::Cancelled, {});
    }
}

bool Runner::askToStart()
{
    using question::StartCutover;
    const Facts &facts = m_context.facts;
    const double projected = projectedOutage(m_context.profile, facts);
    m_context.report.event(event::Projected{projected});
    // In tenths: an answer is one to the same question.
    StartCutover what{.projectedSeconds = std::round(projected * 10) / 10};
    if (facts.dns.ttlKept)
        what.keptTtl = qMax(facts.dns.ttlV4, facts.dns.ttlV6);
    else if (facts.dns.oldTtlGone.isValid() &&
             facts.dns.oldTtlGone > QDateTime::currentDateTimeUtc())
        what.oldTtlGone = facts.dns.oldTtlGone;
    return m_context.control.ask(u"cutover/start"_s, Role::Admin, what) ==
           StartCutover::Answer::Start;
}

bool Runner::askToTryAgain(const Step &step)
{
    using question::GoOnOrBack;
    return m_context.control.ask(u"cutover/%1/failed"_s.arg(stepName(step.id())), Role::Admin,
                                 GoOnOrBack{step.id(), m_context.control.backWarning()},
                                 60s) == GoOnOrBack::Answer::On;
}

} // namespace relaymove
