#pragma once
#include "core/migration/event.h"

#include <optional>

namespace relaymove {

// One line of `rsync --info=progress2 --no-human-readable`:
// "  281338880  61%   23.12MB/s    0:00:12 (xfr#912, ir-chk=1043/24188)".
std::optional<Progress> parseRsyncProgress(QStringView line);

// From `--stats`: "Number of regular files transferred: 12" and "Total
// transferred file size: 3456 bytes".
struct RsyncTotals
{
    qint64 files = 0;
    qint64 bytes = 0;
};
void takeRsyncStat(QStringView line, RsyncTotals &totals);

} // namespace relaymove
