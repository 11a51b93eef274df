#pragma once
#include "core/migration/step.h"

#include <QStringList>

#include <expected>

namespace relaymove {

// What is copied and compared before the hold need not be once more while users wait: OLD's kernel
// tells which mailboxes have changed since (change_recorder.h), NEW's that nobody has changed
// another one there. Where that can't be told, all mailboxes are gone through within the outage.

Plan compareAheadPlan();
// One more pass over all, while mail flows, and the comparison of what did not change meanwhile.
void compareAhead(StepContext &context);

// The mailboxes that have changed since; or why all of them have to be gone through.
Plan changedSincePlan();
std::expected<QStringList, QString> changedSince(StepContext &context);

} // namespace relaymove
