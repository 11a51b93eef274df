#include "core/profiles/ini_reader.h"

#include <QList>

namespace relaymove {

QMap<QString, QString> iniValues(const QByteArray &content, QStringView section)
{
    QMap<QString, QString> found;
    QString name; // of the value that may go on in the next line
    bool inSection = false;
    for (const QByteArray &raw : content.split('\n')) {
        const QString line = QString::fromUtf8(raw);
        const QString text = line.trimmed();
        if (text.isEmpty() || text.startsWith(u'#') || text.startsWith(u';'))
            continue;
        if (line.front().isSpace()) {
            if (inSection && !name.isEmpty())
                found[name] += u' ' + text;
            continue;
        }
        name.clear();
        if (text.startsWith(u'[') && text.endsWith(u']')) {
            inSection = QStringView(text).sliced(1).chopped(1) == section;
            continue;
        }
        qsizetype at = 0;
        while (at < text.size() && text[at] != u'=' && text[at] != u':')
            ++at;
        if (!inSection || at == text.size())
            continue;
        name = text.first(at).trimmed().toLower();
        found[name] = text.sliced(at + 1).trimmed();
    }
    return found;
}

std::optional<QString> iniValue(const QByteArray &content, QStringView section, QStringView key)
{
    const auto values = iniValues(content, section);
    const auto found = values.constFind(key.toString().toLower());
    return found == values.cend() ? std::nullopt : std::optional(*found);
}

} // namespace relaymove
