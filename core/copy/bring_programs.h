#pragma once
#include "core/migration/step.h"

namespace relaymove {

// On NEW.
inline constexpr auto packProgramsPath = "/etc/relaymove/pack-programs.sh";

// On an OLD whose disk fails nothing is installed: the programs that it lacks come from
// NEW, with the libraries that they need, as files of Relaymove's own. Both are Debian 12.
Plan bringProgramsPlan();
// Opens the link. `programs` are there on NEW.
void bringPrograms(StepContext &context, const QStringList &programs);

} // namespace relaymove
