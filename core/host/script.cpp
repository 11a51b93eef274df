#include "core/host/script.h"

#include <QFileInfo>

namespace relaymove {
using namespace Qt::StringLiterals;

Command shell(std::string_view name, std::initializer_list<std::string_view> arguments)
{
    QStringList words = shellWords(name);
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
