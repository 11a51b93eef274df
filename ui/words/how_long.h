#pragma once
#include "ui/words/situation.h"

namespace relaymove {

// How long a step takes, from what was measured so far; says so where nothing was.
QString howLongWords(StepId step, const Situation &situation);

} // namespace relaymove
