#pragma once
#include "core/engine/snapshot.h"

namespace relaymove {

// One part of the cutover, in seconds since the hold.
struct CutoverBar
{
    QString label;
    double from = 0, to = 0;
    bool running = false;
    friend bool operator==(const CutoverBar &, const CutoverBar &) = default;
};

// What lies between the milestones; the last one runs until now.
QList<CutoverBar> cutoverBars(const Snapshot &snapshot);
// The same for a screen reader.
QString cutoverWords(const QList<CutoverBar> &bars);

} // namespace relaymove
