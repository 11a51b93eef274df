#pragma once
#include "core/migration/step.h"

#include <QStringList>

#include <expected>
#include <optional>
#include <utility>

namespace relaymove {

// Which mailboxes of a host change from a moment on, as its kernel tells (record-changes.sh).
// It is never half right: where something may have been missed there is a reason instead, in
// words for the person.

struct Changes
{
    QString recording;    // a name that this recording alone has
    QString comparedWith; // the other host's, which the copy was compared by; - or empty: none
    QStringList mailboxes;
};

Plan changeRecorderPlan();
Plan changesPlan(); // for a look only
// One that runs already ends. Why it can't be done, or nothing.
std::optional<QString> recordChanges(StepContext &context, Role where);
// On both at once; the first reason.
std::expected<std::pair<Changes, Changes>, QString> changesOnBoth(StepContext &context);
// OLD keeps with its recording that what neither of both has seen change is equal.
std::optional<QString> noteComparison(StepContext &context, const QString &recordingOfNew);

// From here on nothing should be written on OLD; false where that can't be told.
bool noteStopOfChanges(StepContext &context);
// The mailboxes that were, where that can be told.
std::optional<QStringList> writtenSinceStop(StepContext &context);

// Else it ends by itself, after two hours.
Plan endRecordingPlan(Role where);
void endRecording(StepContext &context, Role where);

} // namespace relaymove
