#include "core/host/script.h"

#include <QFile>
#include <QFileInfo>

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
        qFatal("core/scripts has no %s", name.data());
    return file.readAll();
}

Command shell(std::string_view name, std::initializer_list<std::string_view> arguments)
{
    const std::string file = std::string(name) + ".sh";
    const QByteArray text = withoutHead(script(QLatin1StringView(file.c_str())));
    QStringList words{u"sh"_s, u"-c"_s, QString::fromUtf8(text),
                      QString::fromUtf8(name.data(), qsizetype(name.size()))};
    for (const std::string_view argument : arguments)
        words << QString::fromUtf8(argument.data(), qsizetype(argument.size()));
    return Command(words);
}

Command writeProgramFile(const QString &path)
{
    const QByteArray name = QFileInfo(path).fileName().toLatin1();
    return Command::writeFile(path, u"0700"_s, script(QLatin1StringView(name)));
}

Command writeUnitFile(const QString &name, const QByteArray &more)
{
    return Command::writeFile(u"/etc/systemd/system/"_s + name, u"0644"_s,
                              script(QLatin1StringView(name.toLatin1())) + more);
}

Command writeValuesFile(const QString &path, const ScriptValues &values)
{
    QString text;
    for (const auto &[name, value] : values)
        text += name + u'=' + quoted({value}) + u'\n';
    return Command::writeFile(path, u"0600"_s, text.toUtf8());
}

} // namespace relaymove
