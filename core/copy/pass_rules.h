#pragma once
#include <QByteArray>
#include <QStringList>

namespace relaymove {

// rsync's rules for a pass that goes through these entries of its folder, with all in them, and
// leaves all others as they are at the destination, with --delete too (rsync(1), FILTER RULES).
QByteArray passRules(const QStringList &names);

} // namespace relaymove
