#pragma once
#include "core/migration/step.h"

#include <QStringList>

#include <optional>

namespace relaymove {

// Whether NEW has what OLD has: every file of every mailbox by name and size, and
// passwords, UIDVALIDITY and UID lists by content. Both sides count at the same
// time; only when the sums differ are the lists themselves fetched.

Plan comparePlan();
// Of these mailboxes, or of all.
QList<Claim> compareMailboxes(StepContext &context,
                              const std::optional<QStringList> &mailboxes = {});

// The same in two parts, while mail flows: what both have is written down on them; and once it is
// known which mailboxes changed meanwhile, what was written down of all others is compared.
Plan compareKeptPlan();
void keepMailboxLists(StepContext &context);
bool keptListsAreEqualBut(StepContext &context, const QStringList &changed);

// Keys, certificates: byte by byte.
Claim compareState(StepContext &context, const QStringList &paths);

} // namespace relaymove
