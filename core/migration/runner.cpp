#include "core/migration/runner.h"

#include "core/base/amounts.h"
#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"
#include "core/relay/careful.h"
#include "core/relay/guard.h"
#include "core/relay/hand_over.h"
#include "core/steps/common.h"

#include <algorithm>

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
// have passed.
StepOutcome Runner::begin()
{
    return guarded(*m_steps.front(), [this] {
        takeLeases(m_context);
        if (m_context.words.oldIsGone)
            oldMustBeGone();
    });
}

void Runner::end()
{
    guarded(*m_steps.front(), [this] { giveLeases(m_context); });
}

// Nothing is to be asked of an OLD that is lost: only what NEW does is left.
std::size_t Runner::firstStep() const
{
    const StepId first = m_context.words.oldIsGone ? StepId::Dns : StepId::Preflight;
    const auto found = std::ranges::find(m_steps, first, &Step::id);
    return found == m_steps.end() ? 0 : std::size_t(found - m_steps.begin());
}

// The person's word that it is lost lets NEW open without it: never while it answers, or
// before NEW has all that it had.
void Runner::oldMustBeGone()
{
    const HostRecord onNew = recordOf(m_context.target);
    if (!onNew.is(HostState::Filled) && !isOpen(m_context))
        throw Failure{
            .kind = FailureKind::Refused,
            .where = Role::New,
            .arguments = {
                Said::tr("NEW does not have all that OLD had: its last copy never ended."),
                Said::tr("Bring OLD back, if only for its disk. If that can't be, restore from "
                         "your backups.")}};
    QString why;
    try {
        recordOf(m_context.source);
    } catch (const Failure &failure) {
        why = explain(failure).happened;
    }
    if (why.isEmpty())
        throw Failure{.kind = FailureKind::Refused,
                      .where = Role::Old,
                      .arguments = {Said::tr("OLD answers: it is not gone."),
                                    Said::tr("Go on without --old-is-gone.")}};
    if (!onNew.is(HostState::Settled))
        agreeThatOldIsGone(m_context, why);
}

StepOutcome Runner::goThrough(StepId until)
{
    for (std::size_t i = firstStep(); i < m_steps.size() && m_steps[i]->id() <= until;) {
        Step &step = *m_steps[i];
        const StepOutcome outcome = perform(step);
        m_context.control.setUninterruptible(false);
        if (outcome == StepOutcome::Succeeded) {
            ++i;
            continue;
        }
        if (!isCutover(step.id()) || !m_cutoverAgreed || !canGoBack())
            return outcome;
        if (outcome == StepOutcome::Failed && isOnlyPrepared(step)) {
            guarded(step, [&] { undo(step); });
            return outcome;
        }
        if (outcome == StepOutcome::Failed && askToTryAgain(step)) {
            // What the failed step left is true now: look at the whole cutover again.
            i = std::size_t(std::ranges::find(m_steps, StepId::Disable, &Step::id) -
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
    const StepOutcome begun = begin();
    const StepOutcome outcome = begun == StepOutcome::Succeeded ? goBack() : begun;
    end();
    return outcome;
}

// OLD serves first, for its own record allows that; then what NEW has begun is stopped.
StepOutcome Runner::goBack()
{
    const bool was = m_context.control.isUninterruptible();
    m_context.control.setUninterruptible(true);
    m_context.control.setGoingBack(true);
    StepOutcome outcome = StepOutcome::Undone;
    for (const StepId id : wayBack()) {
        Step &step = **std::ranges::find(m_steps, id, &Step::id);
        outcome = guarded(step, [&] { undo(step); });
        if (outcome != StepOutcome::Succeeded)
            break;
        outcome = StepOutcome::Undone;
        m_context.report.event(event::StepEnded{id, outcome, {}});
    }
    m_context.control.setGoingBack(false);
    m_context.control.setUninterruptible(was);
    return outcome;
}

void Runner::undo(Step &step)
{
    // Users wait: an OLD that only holds need not ask NEW anything.
    if (step.id() == wayBack().front())
        refuseToGoBack();
    step.undo(m_context);
}

void Runner::refuseToGoBack()
{
    const HostRecord onOld = recordOf(m_context.source);
    refuseOtherHolder(m_context.source, onOld, m_context.profile.id);
    if (onOld.is(HostState::Serving) || onOld.is(HostState::Held))
        return;
    if (onOld.migration.isEmpty())
        throw Failure{.kind = FailureKind::Refused,
                      .where = Role::Old,
                      .arguments = {Said::tr("OLD takes part in no move: there is nothing to go "
                                             "back from."),
                                    Said::tr("Nothing was changed.")}};
    bool isGone = false, serves = onOld.is(HostState::Forwarding);
    QString why;
    try {
        // Whether that one is lost OLD itself looks (go-back.sh).
        const bool isAnother = !serves && hasHandedOverToAnother(m_context);
        if (isAnother && m_context.words.newIsGone)
            return;
        if (isAnother)
            refuseOtherNew(m_context);
        serves = serves || isOpen(m_context);
    } catch (const Failure &failure) {
        if (failure.kind == FailureKind::Refused)
            throw;
        isGone = true;
        why = explain(failure).happened;
    }
    if (serves)
        throw Failure{
            .kind = FailureKind::Refused,
            .where = Role::New,
            .arguments = {
                Said::tr("NEW serves your mail already."),
                Said::tr("Going back from here is a move of its own, with the roles exchanged.")}};
    if (isGone && !m_context.words.newIsGone)
        m_context.words.newIsGone = askWhetherNewIsGone(why);
    if (isGone && !m_context.words.newIsGone)
        throw Failure{
            .kind = FailureKind::Refused,
            .where = Role::New,
            .arguments = {
                Said::tr("OLD has handed over to NEW, and NEW can't be asked whether it serves."),
                Said::tr("Bring NEW back and try again. Is it lost for good? Then go back and say "
                         "so (rollback --new-is-gone). OLD serves again then, and NEW stays "
                         "closed should it return.")}};
    if (!isGone && m_context.words.newIsGone)
        throw Failure{.kind = FailureKind::Refused,
                      .where = Role::New,
                      .arguments = {Said::tr("NEW answers: it is not gone."),
                                    Said::tr("Go back without --new-is-gone.")}};
}

// In doubt (neither can be asked) nobody is sent back to OLD: two hosts that serve
// are worse than a wait. An OLD that holds decides by itself: a NEW that is silent must not
// make users wait until it answers.
bool Runner::canGoBack()
{
    try {
        const HostRecord onOld = recordOf(m_context.source);
        if (onOld.is(HostState::Serving) || onOld.is(HostState::Held))
            return true;
        return !onOld.is(HostState::Forwarding) && !isOpen(m_context);
    } catch (const Failure &) {
        return !m_context.facts.commitStarted;
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

StepOutcome Runner::perform(Step &step)
{
    return guarded(step, [&] { inspectRunProve(step); });
}

void Runner::inspectRunProve(Step &step)
{
    Reporter &report = m_context.report;
    Inspection found = step.inspect(m_context);
    if (found.kind == Inspection::Kind::Conflict)
        throw Failure{.kind = FailureKind::Refused,
                      .arguments = {found.evidence, Said::tr("Nothing was changed.")}};
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
        m_context.control.setUninterruptible(true);
    }
    report.event(event::StepStarted{step.id()});
    report.log(Role::Admin, LogLevel::Info, u"start: "_s + stepTitle(step.id()));
    if (found.kind != Inspection::Kind::Waiting) {
        step.run(m_context);
        // Not while users wait: disable does it just before.
        if (step.id() < StepId::Disable)
            keepFactsOnHosts(m_context);
    }
    found = step.inspect(m_context);
    if (found.kind == Inspection::Kind::Waiting) {
        report.event(event::StepWaiting{step.id(), found.evidence});
        return;
    }
    if (found.kind != Inspection::Kind::Done)
        throw Failure{.kind = FailureKind::NotDone, .arguments = {found.evidence}};
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
            report.serving(u"OLD"_s); // before the person hears of the rest
        const Explanation words = explain(failure);
        report.log(failure.where, LogLevel::Error, words.happened);
        for (const QByteArray &line : failure.raw.split('\n')) {
            if (!line.trimmed().isEmpty())
                report.log(failure.where, LogLevel::Detail, QString::fromUtf8(line));
        }
        return end(StepOutcome::Failed, failure);
    } catch (const Cancelled &) {
        report.log(Role::Admin, LogLevel::Warning, Said::tr("stopped by you"));
        return end(StepOutcome::Cancelled, {});
    }
}

bool Runner::askToStart()
{
    const Facts &facts = m_context.facts;
    const double projected = projectedOutage(m_context.profile, facts);
    m_context.report.event(event::Projected{projected});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QString ttl = facts.oldTtlGone.isValid() && facts.oldTtlGone > now
                      ? Said::tr("Some resolvers know the old address until %1; OLD "
                                 "forwards their users to NEW.")
                            .arg(localMoment(facts.oldTtlGone))
                      : Said::tr("No resolver holds the old TTL any longer.");
    if (facts.ttlKept)
        ttl = Said::tr("The TTL was left as it is: for %1 s after the change some resolvers know "
                       "the old address; OLD forwards their users to NEW.")
                  .arg(qMax(facts.ttlV4, facts.ttlV6));
    return m_context.control.ask({.id = u"cutover/start"_s,
                                  .kind = QuestionKind::StartCutover,
                                  .about = Role::Admin,
                                  .arguments = {QString::number(projected, 'f', 1), ttl},
                                  .options = {u"start"_s, u"wait"_s},
                                  .byDefault = u"wait"_s,
                                  .patience = {}}) == u"start";
}

bool Runner::askWhetherNewIsGone(const QString &why)
{
    return m_context.control.ask({.id = u"cutover/new-is-gone"_s,
                                  .kind = QuestionKind::NewIsGone,
                                  .about = Role::New,
                                  .arguments = {why},
                                  .options = {u"gone"_s, u"wait"_s},
                                  .byDefault = u"wait"_s,
                                  .patience = {}}) == u"gone";
}

bool Runner::askToTryAgain(const Step &step)
{
    return m_context.control.ask({.id = u"cutover/%1/failed"_s.arg(stepName(step.id())),
                                  .kind = QuestionKind::GoOnOrBack,
                                  .about = Role::Admin,
                                  .arguments = {Said::tr("%1 failed.").arg(stepTitle(step.id())),
                                                m_context.control.backWarning()},
                                  .options = {u"on"_s, u"back"_s},
                                  .byDefault = u"back"_s,
                                  .patience = 60s}) == u"on";
}

} // namespace relaymove
