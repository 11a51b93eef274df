#pragma once
#include "core/migration/step.h"

#include <QStringList>

#include <optional>

namespace relaymove {

// Passes of rsync over the mailboxes, OLD to NEW, as units on OLD: they outlive this
// computer's connection.

struct PassResult
{
    double seconds = 0;
    qint64 files = 0; // transferred
    qint64 bytes = 0; // of file data transferred
    bool vanished = false;
};

// The mailboxes while they live; the same, with what was left out because the disk hung
// tried once more; or after everything was stopped.
enum class PassKind { Live, Retry, Last };
Plan livePassPlan(); // Live and Retry
Plan lastPassPlan();
// The last pass goes through these mailboxes only, or through all.
PassResult copyMailboxes(StepContext &context, PassKind kind,
                         const std::optional<QStringList> &mailboxes = {});

// Small files that a pass takes for equal, by their contents, while mail flows. False where some
// could not be read.
Plan repairPlan();
bool repairSmallFiles(StepContext &context);

// Where OLD's disk fails: what can't be replaced comes before anything else.
inline constexpr auto rescueFolder = "/var/lib/relaymove"; // on NEW
Plan rescuePlan();
void rescueFirst(StepContext &context);

} // namespace relaymove
