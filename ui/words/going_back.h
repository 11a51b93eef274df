#pragma once
#include "core/engine/snapshot.h"
#include "ui/words/checklist.h"

namespace relaymove {

// The way back while it is under way: the cutover's steps, the last one first, each
// ticked when it is taken back.
QList<CheckLine> goingBackLines(const State &state);
// What a person has to know meanwhile, and how long it has taken so far.
QString goingBackNow(const Snapshot &snapshot);

} // namespace relaymove
