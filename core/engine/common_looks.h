#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Looks that every step may take, and what begins and ends each run.
Plan commonLooks();

} // namespace relaymove
