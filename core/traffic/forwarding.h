#pragma once
#include "core/migration/step.h"

namespace relaymove {

// After the commit point OLD passes everything that still comes to its address on
// to NEW, both families, over reboots: DNAT and masquerade in a table of our own,
// in a unit of our own (tables.h). commit.sh raises it, then lowers the hold.

Plan forwardingPlan(const Facts &facts);
// Everything but the start, which is commit.sh's: files, and a unit that does not start
// before OLD's record says that it forwards.
void prepareForwarding(StepContext &context);
QByteArray forwardRules(const Facts &facts);

// Run by the unit of the table that passes connections on, on OLD and on NEW alike; what
// it sets is taken back by put_back.h.
Action writeLetThrough(Role where);

} // namespace relaymove
