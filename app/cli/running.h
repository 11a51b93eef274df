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

} // namespace relaymove::cli
