#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Whether NEW has what OLD has: every file of every mailbox by name and size, and
// passwords, UIDVALIDITY and UID lists by content. Both sides count at the same
// time; only when the sums differ are the lists themselves fetched.

Plan comparePlan();
QList<Claim> compareMailboxes(StepContext &context);
// Keys, certificates: byte by byte.
Claim compareState(StepContext &context, const QStringList &paths);

} // namespace relaymove
