#pragma once
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/migration/step.h"

namespace relaymove {

// Runs steps one after the other. The only place where a Failure or Cancelled
// becomes an outcome.
class Runner
{
public:
    Runner(StepContext context, std::vector<std::unique_ptr<Step>> steps);

    // Up to and including `until`; steps that inspect finds done are skipped.
    // A failure within the cutover, once OLD holds and before the commit point, asks
    // whether to try again or to go back.
    StepOutcome run(StepId until);
    // Undoes the cutover, last step first, so that OLD serves again. Refuses
    // after the commit point.
    StepOutcome rollback();

private:
    WhenStopped whenStopped(const Step &step) const;
    StepOutcome perform(Step &step);
    void inspectRunProve(Step &step);
    void allow(const Step &step);
    StepOutcome guarded(Step &step, const std::function<void()> &work);
    void undo(Step &step);
    StepOutcome begin();
    StepOutcome beginBack();
    void end();
    StepOutcome goThrough(StepId until);
    StepOutcome goBack();
    std::size_t firstStep() const;
    bool canGoBack();
    bool isOnlyPrepared(const Step &step);
    bool askToStart();
    bool askToTryAgain(const Step &step);

    StepContext m_context;
    std::vector<std::unique_ptr<Step>> m_steps;
    bool m_cutoverAgreed = false;
    bool m_newServes = false; // when the run began
    bool m_newAsked = false;  // for its lease
};

} // namespace relaymove
