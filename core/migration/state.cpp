#include "core/migration/state.h"

#include "core/base/unreachable.h"

#include <algorithm>
#include <utility>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace event;

namespace {

StepPhase phaseOf(StepOutcome outcome)
{
    switch (outcome) {
    case StepOutcome::Succeeded:
        return StepPhase::Done;
    case StepOutcome::Failed:
        return StepPhase::Failed;
    case StepOutcome::Cancelled:
        return StepPhase::Cancelled;
    case StepOutcome::Undone:
        return StepPhase::Undone;
    }
    unreachable();
}

void note(QList<Claim> &claims, const Claim &claim)
{
    const auto same = std::ranges::find(claims, claim.what, &Claim::what);
    if (same == claims.end())
        claims << claim;
    else
        *same = claim;
}

// One function a kind of event; each changes the state in place.
struct Fold
{
    State &state;
    QDateTime at;

    void operator()(const RunStarted &e) const
    {
        state.migration = e.migration;
        state.running = true;
        state.goingBackSince = e.goal == u"rollback" ? at : QDateTime();
        state.outcome.reset();
        state.failure.reset();
        state.question.reset();
        state.isServingHeard = false;
        state.hasBegunStep = false;
    }
    void operator()(const RunEnded &e) const
    {
        state.running = false;
        state.goingBackSince = {};
        state.outcome = e.outcome;
        state.failure = e.failure;
        state.ended = at;
        state.question.reset();
        // What ended the run ended the step that was at work.
        if (const auto step = state.runningStep(); step && e.failure) {
            state.steps[*step].phase = StepPhase::Failed;
            state.steps[*step].failure = std::exchange(state.failure, {});
            state.steps[*step].ended = at;
        }
    }
    void operator()(const StepStarted &e) const
    {
        StepState fresh;
        fresh.phase = StepPhase::Running;
        fresh.started = at;
        state.steps[e.step] = fresh;
        state.hasBegunStep = true;
    }
    void operator()(const StepSkipped &e) const
    {
        StepState &step = state.steps[e.step];
        // What it said when it did its work tells more than that it need not again.
        if (step.phase != StepPhase::Done)
            step.note = e.evidence;
        step.phase = StepPhase::Done;
        step.failure.reset();
    }
    void operator()(const StepEnded &e) const
    {
        StepState &step = state.steps[e.step];
        step.phase = phaseOf(e.outcome);
        step.failure = e.failure;
        step.ended = at;
        if (e.outcome == StepOutcome::Succeeded || e.outcome == StepOutcome::Undone)
            step.progress.reset();
        if (e.outcome == StepOutcome::Undone)
            step.claims.clear(); // true then, and no longer
    }
    void operator()(const StepWaiting &e) const
    {
        StepState &step = state.steps[e.step];
        step.phase = StepPhase::Waiting;
        step.note = e.why;
    }
    void operator()(const StepNote &e) const { state.steps[e.step].note = e.text; }
    void operator()(const StepProgress &e) const { state.steps[e.step].progress = e.progress; }
    void operator()(const CheckMade &e) const
    {
        QList<Examined> &checks = state.steps[e.step].checks;
        const auto same = std::ranges::find(checks, e.check.what, &Examined::what);
        if (same == checks.end())
            checks << e.check;
        else
            *same = e.check;
    }
    void operator()(const ClaimChecked &e) const { note(state.steps[e.step].claims, e.claim); }
    // Where silence is taken at once nobody is asked.
    void operator()(const QuestionAsked &e) const
    {
        if (e.question.timeout == std::chrono::seconds(0))
            return;
        state.question = e.question;
        state.questionAsked = at;
    }
    void operator()(const QuestionAnswered &e) const
    {
        if (!state.question || state.question->id != e.id)
            return;
        if (e.answer == AnyAnswer(question::DiskFails::Answer::Salvage))
            state.oldFails = true;
        if (const auto *way = std::get_if<question::GoOnOrBack::Answer>(&e.answer))
            state.goingBackSince = *way == question::GoOnOrBack::Answer::Back ? at : QDateTime();
        state.question.reset();
    }
    void operator()(const Reached &e) const
    {
        using enum Milestone;
        // What was never begun, or is back already, is not taken back.
        if ((e.milestone == Back || e.milestone == FoundBack) && !isCutoverOpen(state))
            return;
        if ((e.milestone == FoundOpen && isOpened(state)) ||
            (e.milestone == HandingOver && isCommitted(state)))
            return;
        // It was begun, and OLD could not tell NEW: nothing is committed.
        if (e.milestone == FoundHeld && isCutoverOpen(state)) {
            state.milestones.removeIf([](const auto &each) { return each.first == HandingOver; });
            return;
        }
        if (e.milestone == Hold || e.milestone == FoundHeld)
            state.milestones.clear();
        state.milestones.append({e.milestone, at});
    }
    void operator()(const Serving &e) const
    {
        state.serving = e.who;
        state.isServingHeard = true;
    }
    void operator()(const PassEnded &e) const { state.passes.append({e.pass, at}); }
    void operator()(const Projected &e) const { state.projectedOutage = e.outageSeconds; }
    void operator()(const ChildStarted &e) const { state.children << e; }
    void operator()(const ChildEnded &e) const
    {
        state.children.removeIf([&](const ChildStarted &child) { return child.pid == e.pid; });
    }
};

} // namespace

const StepState &State::step(StepId id) const
{
    static const StepState none;
    const auto found = steps.constFind(id);
    return found == steps.cend() ? none : *found;
}

std::optional<StepId> State::runningStep() const
{
    for (const StepId id : allSteps()) {
        if (step(id).phase == StepPhase::Running)
            return id;
    }
    return std::nullopt;
}

std::optional<QDateTime> State::milestone(Milestone wanted) const
{
    for (const auto &[milestone, at] : milestones) {
        if (milestone == wanted)
            return at;
    }
    return std::nullopt;
}

std::optional<double> State::outageSeconds() const
{
    const auto from = milestone(Milestone::Hold);
    auto to = milestone(Milestone::Open);
    if (!to)
        to = milestone(Milestone::Back);
    if (!from || !to)
        return std::nullopt;
    return double(from->msecsTo(*to)) / 1000;
}

bool isTakenBack(const State &state)
{
    return state.milestone(Milestone::Back) || state.milestone(Milestone::FoundBack);
}

bool isCutoverOpen(const State &state)
{
    return (state.milestone(Milestone::Hold) || state.milestone(Milestone::FoundHeld)) &&
           !isOpened(state) && !isTakenBack(state);
}

bool isOpened(const State &state)
{
    return state.milestone(Milestone::Open) || state.milestone(Milestone::FoundOpen);
}

bool isCommitted(const State &state)
{
    return isCutoverOpen(state) && state.milestone(Milestone::HandingOver);
}

WhoServes servedBy(const State &state, const Failure &failure)
{
    const bool isUnseen =
        failure.is<failure::Unreachable, failure::ConnectionLost, failure::HostKeyChanged>();
    if (!state.isServingHeard)
        return state.hasBegunStep || isCutoverOpen(state) || isUnseen ? WhoServes::Unknown
                                                                      : WhoServes::Unasked;
    // An OLD that holds may serve by itself meanwhile, and a NEW that was told to open may be.
    const bool isOlds = state.serving != WhoServes::New && !isCommitted(state);
    if (isUnseen && failure.where == (isOlds ? Role::Old : Role::New))
        return WhoServes::Unknown;
    return isCommitted(state) ? WhoServes::Committed : state.serving;
}

State apply(State state, const StampedEvent &stamped)
{
    std::visit(Fold{state, stamped.at}, stamped.event);
    return state;
}

} // namespace relaymove
