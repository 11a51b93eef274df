#pragma once
#include "core/engine/snapshot.h"

namespace relaymove {

// How long a step takes, from what was measured so far; says so where nothing was.
QString howLongWords(StepId step, const Snapshot &snapshot);

} // namespace relaymove
