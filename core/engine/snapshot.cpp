#include "core/engine/snapshot.h"

#include "core/base/overloaded.h"

namespace relaymove {
using namespace Qt::StringLiterals;

State settled(State state)
{
    if (!state.running)
        return state;
    state.running = false;
    state.goingBackSince = {};
    // A question survives, but for the one that only a standing run can act on.
    if (state.question && state.question->is<question::GoOnOrBack>())
        state.question.reset();
    for (StepState &step : state.steps) {
        if (step.phase == StepPhase::Running)
            step.phase = StepPhase::Cancelled;
    }
    return state;
}

namespace {

StepId failedStep(const State &state)
{
    for (const StepId id : allSteps()) {
        if (state.step(id).phase == StepPhase::Failed)
            return id;
    }
    return StepId::Disable;
}

} // namespace

StepId questionPage(const State &state)
{
    using namespace question;
    const auto running = state.runningStep();
    return std::visit(
        Overloaded{[](const StartCutover &) { return StepId::Disable; }, // before the step starts
                   [](const EnterRecords &q) { return q.step; },
                   [&](const EnterSecret &) { return running.value_or(StepId::Preflight); },
                   [&](const DiskFails &) { return running.value_or(StepId::Precopy); },
                   [&](const LeaveBehind &) { return running.value_or(StepId::Precopy); },
                   [](const NewIsGone &) { return StepId::Activate; },
                   [](const OldIsGone &) { return StepId::Activate; },
                   [&](const GoOnOrBack &) { return running.value_or(failedStep(state)); },
                   [](const AcceptHostKey &) { return StepId::Preflight; },
                   [](const ChooseRelease &) { return StepId::Preflight; },
                   [](const FetchCheckout &) { return StepId::Preflight; },
                   [](const TakeOver &) { return StepId::Preflight; }},
        state.question->what);
}

StepId pageToOpen(const State &state)
{
    if (state.question)
        return questionPage(state);
    for (const StepId id : allSteps()) {
        const StepPhase phase = state.step(id).phase;
        // A step that waits lets others go on meanwhile.
        if (phase != StepPhase::Done && phase != StepPhase::Waiting)
            return id;
    }
    return StepId::Finish;
}

std::optional<Milestone> turnWitnessed(const Snapshot &snapshot)
{
    using enum Milestone;
    std::optional<Milestone> turn;
    for (const auto &[milestone, at] : snapshot.state.milestones) {
        const bool turns =
            milestone == Hold || milestone == Open || milestone == Back || isFound(milestone);
        if (turns && at >= snapshot.watchedFrom && (!snapshot.seen || at > snapshot.seen->at))
            turn = milestone;
    }
    return turn;
}

namespace {

WhoServes servingSeen(const Snapshot &snapshot)
{
    if (const auto turn = turnWitnessed(snapshot)) {
        if (*turn == Milestone::Hold || *turn == Milestone::FoundHeld)
            return WhoServes::Nobody;
        return *turn == Milestone::Open || *turn == Milestone::FoundOpen ? WhoServes::New
                                                                         : WhoServes::Old;
    }
    return snapshot.seen ? snapshot.seen->serving : WhoServes::Unknown;
}

} // namespace

WhoServes servingNow(const Snapshot &snapshot)
{
    const WhoServes who = servingSeen(snapshot);
    return who == WhoServes::Nobody && isCommitted(snapshot.state) ? WhoServes::Committed : who;
}

bool hasCommitted(const Snapshot &snapshot)
{
    const WhoServes who = servingNow(snapshot);
    return who == WhoServes::Committed ||
           (who == WhoServes::Unknown && isCommitted(snapshot.state));
}

bool hasOldReturned(const Snapshot &snapshot)
{
    const State &state = snapshot.state;
    return !state.running && isCutoverOpen(state) && servingNow(snapshot) == WhoServes::Old;
}

Snapshot reconciledWithProbe(Snapshot snapshot)
{
    if (!hasOldReturned(snapshot))
        return snapshot;
    for (auto step = snapshot.state.steps.begin(); step != snapshot.state.steps.end(); ++step) {
        if (isCutover(step.key()) && step->phase != StepPhase::NotStarted)
            *step = {.phase = StepPhase::Undone};
    }
    return snapshot;
}

bool isUnwatched(const Snapshot &snapshot)
{
    const State &state = snapshot.state;
    return state.running && isCutoverOpen(state) && !state.question;
}

bool isTtlLowered(const Snapshot &snapshot)
{
    const StepState &step = snapshot.state.step(StepId::Ttl);
    // A TTL that was left as it is has nothing to prove.
    return step.phase == StepPhase::Done && !step.claims.isEmpty() &&
           snapshot.facts.dns.oldTtlGone.isValid();
}

std::optional<double> oldTtlLeft(const Snapshot &snapshot)
{
    if (!isTtlLowered(snapshot))
        return std::nullopt;
    const double left = double(snapshot.now.msecsTo(snapshot.facts.dns.oldTtlGone)) / 1000;
    return left > 0 ? std::optional(left) : std::nullopt;
}

} // namespace relaymove
