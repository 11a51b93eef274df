#pragma once
#include "app/cli/exit_codes.h"

#include <QStringList>

namespace relaymove::cli {

// Each subcommand: the words behind its name in, an exit code out. They throw
// BadUsage, HelpWanted and Failure.
Exit profileCommand(const QStringList &words);

Exit planCommand(const QStringList &words);
Exit reportCommand(const QStringList &words);
Exit statusCommand(const QStringList &words);

Exit checkCommand(const QStringList &words);
Exit runCommand(const QStringList &words);
Exit resumeCommand(const QStringList &words);
Exit rollbackCommand(const QStringList &words);

} // namespace relaymove::cli
