#pragma once
#include "core/migration/step.h"

namespace relaymove {

// The claim that `observed` is what was expected.
Claim claimEqual(Proof proof, const QString &what, const QString &expected,
                 const QString &observed);

// Reports the claim and throws Failure{ClaimFalse} when it does not hold.
void mustHold(StepContext &context, const Claim &claim);

} // namespace relaymove
