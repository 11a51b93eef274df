#pragma once
#include "core/migration/step.h"

namespace relaymove {

// After the commit point OLD passes everything that still comes to its address on
// to NEW, both families, over reboots: DNAT and masquerade in a table of our own,
// in a unit of our own. The same transaction ends the hold.

Plan forwardingPlan();
// Everything but the start, which is hand-over.sh's: files, and a unit that waits for its
// flag.
void prepareForwarding(StepContext &context);
QByteArray forwardRules(const Facts &facts);

// A host that passes connections on needs these.
Command writeForwardingSysctls();
Command applyForwardingSysctls();

} // namespace relaymove
