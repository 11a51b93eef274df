#include "core/host/script_text.h"

#include <QFile>

#include <string>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QByteArray withoutHead(const QByteArray &text)
{
    QByteArrayList lines = text.trimmed().split('\n');
    while (!lines.isEmpty() && lines.first().startsWith('#'))
        lines.removeFirst();
    return lines.join('\n');
}

} // namespace

QByteArray script(QLatin1StringView name)
{
    QFile file(u":/scripts/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("core has no script %s", name.data());
    return file.readAll();
}

QStringList shellWords(std::string_view name)
{
    const std::string file = std::string(name) + ".sh";
    const QByteArray text = withoutHead(script(QLatin1StringView(file.c_str())));
    return {u"sh"_s, u"-c"_s, QString::fromUtf8(text),
            QString::fromUtf8(name.data(), qsizetype(name.size()))};
}

} // namespace relaymove
