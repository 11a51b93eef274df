#include "ui/words/situation.h"

namespace relaymove {
using namespace Qt::StringLiterals;

State settled(State state)
{
    if (!state.running)
        return state;
    state.running = false;
    state.question.reset();
    for (StepState &step : state.steps) {
        if (step.phase == StepPhase::Running)
            step.phase = StepPhase::Cancelled;
    }
    return state;
}

StepId questionPage(const State &state)
{
    const auto running = state.runningStep();
    switch (state.question->kind) {
    case QuestionKind::AcceptHostKey:
    case QuestionKind::ChooseRelease:
        return StepId::Preflight;
    case QuestionKind::StartCutover:
        return StepId::Disable; // asked before the step starts
    case QuestionKind::EnterRecords:
        return running.value_or(StepId::Dns);
    case QuestionKind::EnterSecret:
        return running.value_or(StepId::Preflight);
    case QuestionKind::DiskFails:
    case QuestionKind::LeaveBehind:
        return running.value_or(StepId::Precopy);
    case QuestionKind::GoOnOrBack:
        break;
    }
    if (running)
        return *running;
    for (const StepId id : allSteps()) {
        if (state.step(id).phase == StepPhase::Failed)
            return id;
    }
    return StepId::Disable;
}

StepId pageToOpen(const State &state)
{
    for (const StepId id : allSteps()) {
        const StepPhase phase = state.step(id).phase;
        // A step that waits lets others go on meanwhile.
        if (phase != StepPhase::Done && phase != StepPhase::Waiting)
            return id;
    }
    return StepId::Finish;
}

bool isCutoverOpen(const State &state)
{
    return state.milestone(u"hold"_s) && !state.milestone(u"open"_s) && !state.milestone(u"back"_s);
}

} // namespace relaymove
