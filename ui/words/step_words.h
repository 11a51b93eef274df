#pragma once
#include "core/engine/snapshot.h"
#include "ui/theme/mark.h"

namespace relaymove {

Mark stepMark(StepId id, const Snapshot &snapshot);
// The state in a word, for those who do not see the mark.
QString phaseWord(StepPhase phase);
// A few words below a step's name; may be empty.
QString stepNote(StepId id, const Snapshot &snapshot);

// A number and what it is.
struct Figure
{
    QString value, caption;
};
// What a running step measured.
QList<Figure> figures(StepId id, const State &state);

} // namespace relaymove
