#pragma once
#include "app/cli/exit_codes.h"
#include "core/engine/session.h"

#include <optional>

namespace relaymove::cli {

// What a failure means to a script.
Exit exitOf(const Failure &failure);

// What a run's events and its outcome mean to a script.
class Verdict
{
public:
    void take(const Event &event);
    Exit exit(Goal goal, StepOutcome outcome) const;

private:
    std::optional<Failure> m_failure; // the newest
    bool m_undone = false;            // the cutover was, within this run
};

} // namespace relaymove::cli
