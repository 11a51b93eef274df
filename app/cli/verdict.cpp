#include "app/cli/verdict.h"

namespace relaymove::cli {

Exit exitOf(const Failure &failed)
{
    using namespace failure;
    if (failed.is<AnswerNeeded, HostKeyUnknown>())
        return Exit::AnswerNeeded;
    if (failed.is<Refused, HostKeyChanged>())
        return Exit::Refused;
    if (failed.is<BadInput>())
        return Exit::BadUsage;
    return failed.is<LockedByOther, LeaseTaken>() ? Exit::Locked : Exit::StepFailed;
}

void Verdict::take(const Event &event)
{
    if (const auto *run = std::get_if<event::RunEnded>(&event); run && run->failure)
        m_failure = run->failure;
    const auto *ended = std::get_if<event::StepEnded>(&event);
    if (!ended)
        return;
    if (ended->failure)
        m_failure = ended->failure;
    // When that is undone OLD serves again.
    if (ended->step == StepId::Disable)
        m_undone = ended->outcome == StepOutcome::Undone;
}

Exit Verdict::exit(Goal goal, StepOutcome outcome) const
{
    if (outcome == StepOutcome::Succeeded ||
        (goal == Goal::Rollback && outcome == StepOutcome::Undone))
        return Exit::Ok;
    if (m_undone)
        return Exit::RolledBack;
    if (outcome == StepOutcome::Failed && m_failure)
        return exitOf(*m_failure);
    return outcome == StepOutcome::Cancelled ? Exit::Stopped : Exit::StepFailed;
}

} // namespace relaymove::cli
