#pragma once
#include "core/engine/snapshot.h"
#include "ui/words/checklist.h"

#include <optional>

namespace relaymove {

// What a person has to type at the provider, from the DNS step on until it is served.
struct RecordsToEnter
{
    QString why;
    QStringList records;     // one a line, as a provider takes them
    QList<CheckLine> served; // one a name server
    friend bool operator==(const RecordsToEnter &, const RecordsToEnter &) = default;
};

// None where Relaymove sends them, before their time, and when all servers have them.
std::optional<RecordsToEnter> recordsToEnter(const Snapshot &snapshot);
// Where they are shown.
bool isRecordsPage(StepId page);

} // namespace relaymove
