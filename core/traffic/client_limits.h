#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Everybody who is passed on by one host has its address at the other: the limits
// for a single client are lifted for that address there (never mynetworks, which
// would make everybody trusted). relay-facts.md, "Limits per client address".

Plan clientLimitsPlan();
// On NEW, for those whom OLD passes on; on OLD the same script lies ready, and
// go-back.sh runs it, for those whom NEW passes on.
void liftClientLimits(StepContext &context);
// The addresses that go-back.sh lifts them for, as one line.
QString limitedAfterGoingBack(const Facts &facts);

} // namespace relaymove
