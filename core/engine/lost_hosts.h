#pragma once
#include "core/migration/step.h"

#include <optional>

namespace relaymove {

// What both records said when a run began; nothing of a host that can't be asked.
struct HostRecords
{
    std::optional<HostRecord> old, next;
};

// What happened without this computer is told as what it is: held, gone back, handed over, open.
void tellWhoServes(StepContext &context, const HostRecords &records);

// The person's word that OLD is lost lets NEW open without it: never while it answers, or before
// NEW has all that it had. Throws Failure{Refused}.
void oldMustBeGone(StepContext &context);
// OLD can't be asked, and NEW, which has all that it had, waits for its word.
bool isOldMissing(const StepContext &context, const HostRecords &records);

// Whether OLD may serve again. A NEW that is lost after OLD has handed over is asked about.
// Throws Failure{Refused}.
void refuseToGoBack(StepContext &context);

} // namespace relaymove
