#pragma once
#include "ui/words/situation.h"

namespace relaymove {

// The newest passes of the pre-copy, the oldest of them first; a row a pass: which,
// when it ended, what it copied, how long it took.
QList<QStringList> passRows(const Situation &situation);

// What one more would take, as far as the last one tells.
QString nextPassWords(const Situation &situation);

} // namespace relaymove
