#include "core/cutover/projected_outage.h"

#include "core/migration/facts.h"
#include "core/profiles/profile.h"

namespace relaymove {

double projectedOutage(const Profile &profile, const Facts &facts)
{
    // Stop 1.3 s and start 1.2 s: seen on a relay of 6,000 mailboxes (relay-facts.md); a log-in,
    // a message and the commit take as long again (seen in the lab); verifying reads every
    // name on both sides, about as long as a pass with nothing to do.
    constexpr double stopAndStart = 1.3 + 1.2, proveAndCommit = 1.3;
    // 47 to 52 s on a relay that was up to date (relay-facts.md).
    const double byCmdeploy = profile.disableByCmdeploy ? 50 : 0;
    return stopAndStart + proveAndCommit + 2 * facts.copies.lastPassSeconds + byCmdeploy;
}

} // namespace relaymove
