#pragma once
#include "core/migration/step.h"

namespace relaymove {

// What a host was set to for the users that come through the other one (client_limits.h,
// forwarding.h) is taken back by the host itself, to what it remembers: a week after the move
// was finished on NEW, or after OLD was made to serve again. Until then somebody may still be
// passed on; this computer is not needed for it.

Plan putBackPlan(Role where);
// Everything but the start of its timer; on OLD go-back.sh starts it.
void preparePutBack(StepContext &context, Role where);
void putBackLater(StepContext &context); // on NEW

} // namespace relaymove
