#pragma once
#include "core/engine/snapshot.h"

namespace relaymove {

// What was probed on one machine, or in DNS.
struct PanelData
{
    QString title;
    StatusRows rows;
    QDateTime probedAt; // UTC; invalid: never
    bool answered = true;
    QDateTime lastAnswer; // without an answer: UTC, when there was one; invalid: never
    QString toDo;         // what is missing there; empty: nothing
    friend bool operator==(const PanelData &, const PanelData &) = default;
};

// OLD, DNS, NEW. Never remembered: what nobody asks at this moment is unknown.
QList<PanelData> panelData(const Snapshot &snapshot);

} // namespace relaymove
