#pragma once
#include <QList>
#include <QString>

namespace relaymove {

class LogStore;

// The lines with these numbers as text for somebody else: each with its moment,
// host and step, and below the command that it belongs to.
QString withContext(const LogStore &store, const QList<qsizetype> &lines);

} // namespace relaymove
