#pragma once
#include "core/migration/step.h"

#include <QStringList>

#include <optional>

namespace relaymove {

// Who owns what on NEW: rsync maps owners by name, and what it could not map is mended here.

Plan ownersPlan();
// Paths with a wrong owner, in these mailboxes or in all, and in keys and certificates.
QStringList wrongOwners(StepContext &context, const std::optional<QStringList> &mailboxes);
// Each of its commands walks over all that is there, so it runs those only that mend one of these.
void mendOwners(StepContext &context, const QStringList &wrong);

} // namespace relaymove
