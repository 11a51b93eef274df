#include "core/profiles/ini_reader.h"

#include <QList>

namespace relaymove {

std::optional<QString> iniValue(const QByteArray &content, QStringView section, QStringView key)
{
    std::optional<QString> found;
    bool inSection = false;
    for (const QByteArray &raw : content.split('\n')) {
        const QString line = QString::fromUtf8(raw);
        const QString text = line.trimmed();
        if (text.isEmpty() || text.startsWith(u'#') || text.startsWith(u';'))
            continue;
        if (text.startsWith(u'[') && text.endsWith(u']')) {
            inSection = QStringView(text).sliced(1).chopped(1) == section;
            continue;
        }
        if (!inSection || line.front().isSpace())
            continue;
        qsizetype at = 0;
        while (at < text.size() && text[at] != u'=' && text[at] != u':')
            ++at;
        if (at < text.size() && text.first(at).trimmed().compare(key, Qt::CaseInsensitive) == 0)
            found = text.sliced(at + 1).trimmed();
    }
    return found;
}

} // namespace relaymove
