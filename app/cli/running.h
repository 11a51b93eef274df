#pragma once
#include "app/cli/answers.h"
#include "app/cli/exit_codes.h"
#include "core/base/secret.h"
#include "core/engine/session.h"

#include <functional>
#include <optional>

namespace relaymove::cli {

struct RunRequest
{
    Profile profile;
    QString folder;
    std::function<void(const Profile &)> save;
    std::optional<Secret> secret; // TSIG, given with the command
    AnswerFlags flags;
    bool json = false;
    bool verbose = false;
    Goal goal = Goal::Run;
    StepId until = StepId::Finish;
    RunWords words;
};

// Runs it to its end with the terminal as its face.
Exit runMigration(RunRequest request);

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
