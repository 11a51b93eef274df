#pragma once
#include "core/migration/step.h"

namespace relaymove {

// NEW's fence: an nftables table of our own in a unit of our own. It drops what
// comes to the public ports from anywhere but lo and the admitted addresses, on
// both families, and is there again after a reboot and after nftables.service
// has flushed everything. open.sh on NEW lifts it (hand_over.h).

Plan fencePlan(); // raising it, and looking at it
// Also takes away the way to OLD, if there was one.
void raiseFence(StepContext &context);
// Loaded, and enabled for the next boot.
bool isFenced(StepContext &context);
// Fails where the fence does not stand.
Command listFence();
inline constexpr auto fenceRulesPath = "/etc/relaymove/fence.nft";
inline constexpr auto fenceUnitPath = "/etc/systemd/system/relaymove-fence.service";

// From the cutover on DNS may lead to NEW while OLD serves, or holds: whoever comes
// to NEW is then passed on to OLD and served there, or waits there. For as long as
// the fence stands, so that a move that nobody finishes cuts nobody off.
Plan detourPlan();
void passOnToOld(StepContext &context);

// Lets these addresses through, for the proof behind the fence.
Plan admitPlan();
void admit(StepContext &context, const QStringList &addresses);

// The file, without the way to OLD and with it.
QByteArray fenceRules();
QByteArray detourRules(const Facts &facts);

} // namespace relaymove
