#pragma once
#include "core/engine/snapshot.h"
#include "core/migration/step.h"

namespace relaymove {

// A failure as its card says it.
struct FailureWords
{
    Failure failure;
    QString happened;
    QString where;   // and when
    QString command; // the one that failed, and how to see what it said
    QString mail;    // what it means for the mail at this moment
    QString next;    // what to do, and within the cutover that there is a way back
    QString goOn;    // the button that goes on; empty: not at this moment
};

// That of the page's step, else that of the newest run. `plan` is what the step runs.
std::optional<FailureWords> failureWords(StepId page, const Snapshot &snapshot, const Plan &plan);

// UTC; invalid: nothing has failed.
QDateTime newestFailure(const State &state);

// The button that leads from a failure to its lines in the log.
QString showOutputText();

} // namespace relaymove
