#pragma once
#include "core/migration/step.h"

namespace relaymove {

// NEW's fence as the outside meets it: each public port stays silent, over IPv4
// and IPv6, while the host itself answers.
QList<Claim> fenceClaims(StepContext &context);

} // namespace relaymove
