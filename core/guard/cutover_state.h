#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Where a cutover is, by what the hosts' records say.

// NEW serves this migration's relay: its record says that it is open, or settled. Asks NEW.
bool isOpen(StepContext &context);
// OLD has handed over: from there it only goes forward, unless NEW is closed first. Asks OLD.
bool hasCommitted(StepContext &context);
// To another machine than this NEW: the profile was changed since. Asks both.
bool hasCommittedToAnother(StepContext &context);
// Throws Failure{Refused} then.
void refuseOtherNew(StepContext &context);

// The id of the cutover that OLD is in; empty when OLD serves.
QString standingHold(StepContext &context);

// Where NEW serves, OLD may be gone for good: false when it could not be asked.
bool unlessOldIsGone(StepContext &context, const std::function<void()> &work);

} // namespace relaymove
