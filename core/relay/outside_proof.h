#pragma once
#include "core/migration/step.h"

namespace relaymove {

// NEW seen as its users see it: over the network, never by asking it how it is.

Plan outsideProofPlan();
// Behind the fence: every port answers, an account logs in, a message that it
// submits is signed, delivered and read, and the key that signed it is the one in
// DNS. Makes one account (facts.probeUser), which finish removes.
QList<Claim> proveMailWorks(StepContext &context);
// After the commit point: every port by NEW's and by OLD's addresses, v4 and v6,
// with the relay's certificate.
QList<Claim> proveFromOutside(StepContext &context);

} // namespace relaymove
