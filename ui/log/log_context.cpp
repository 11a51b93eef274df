#include "ui/log/log_context.h"

#include "core/migration/log_store.h"

#include <QPair>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace relaymove {

namespace {

// A command that prints more than this names itself in what it printed.
constexpr qsizetype farthest = 20000;

} // namespace

// Upwards, once: a line that was chosen asks for the next command of its host and
// step above it.
QString withContext(const LogStore &store, const QList<qsizetype> &lines)
{
    if (lines.isEmpty())
        return {};
    const QSet<qsizetype> chosen(lines.begin(), lines.end());
    const auto [first, last] = std::ranges::minmax(lines);
    QSet<QPair<int, QString>> asked;
    QStringList text;
    for (qsizetype i = last; i >= 0 && i > first - farthest; --i) {
        if (i < first && asked.isEmpty())
            break;
        const LogLine line = store.line(i);
        const auto place = qMakePair(int(line.role), line.step);
        const bool isCommand = line.level == LogLevel::Command;
        if (chosen.contains(i) || (isCommand && asked.contains(place)))
            text.prepend(toText(line));
        if (isCommand)
            asked.remove(place);
        else if (chosen.contains(i))
            asked.insert(place);
    }
    return text.join(u'\n') + u'\n';
}

} // namespace relaymove
