#pragma once
#include "core/migration/step.h"

namespace relaymove {

// An OLD whose disk can't be written (Linux mounts a root that fails read-only) can hold
// connections all the same: what a move writes there goes to /etc, and /usr/sbin for programs
// that it lacks; those get a layer in its memory. A reboot forgets all of it.
inline constexpr auto memoryLayer = "/run/relaymove-memory";

Plan memoryLayerPlan();
// Nothing where /etc can be written.
void layMemory(StepContext &context);

} // namespace relaymove
