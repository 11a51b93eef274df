#pragma once
#include "core/engine/snapshot.h"

namespace relaymove {

// The newest passes of the pre-copy, the oldest of them first; a row a pass: which,
// when it ended, what it copied, how long it took.
QList<QStringList> passRows(const Snapshot &snapshot);

// What one more would take, as far as the last one tells.
QString nextPassWords(const Snapshot &snapshot);

} // namespace relaymove
