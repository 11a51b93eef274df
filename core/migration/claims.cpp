#include "core/migration/claims.h"

#include "core/base/failure.h"
#include "core/migration/reporter.h"

namespace relaymove {

Claim claimEqual(Proof proof, const QString &what, const QString &expected, const QString &observed)
{
    return {proof, what, expected, observed, expected == observed};
}

void mustHold(StepContext &context, const Claim &claim)
{
    context.report.claim(claim);
    if (!claim.holds)
        throw Failure{failure::ClaimFalse{claim.what, claim.expected, claim.observed}};
}

} // namespace relaymove
