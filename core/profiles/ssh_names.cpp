#include "core/profiles/ssh_names.h"

#include "core/ssh/ssh_target.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// ssh_config(5): as deep as OpenSSH itself follows Include.
constexpr int deepest = 16;

// Keyword and arguments of a line: separated by blanks or one "=", arguments may
// be quoted (ssh_config(5)).
QStringList wordsOf(const QString &line)
{
    static const QRegularExpression word(u"\"([^\"]*)\"|([^\\s=\"]+)"_s);
    QStringList words;
    auto matches = word.globalMatch(line);
    while (matches.hasNext()) {
        const auto match = matches.next();
        words << match.captured(1) + match.captured(2);
    }
    return words;
}

// Relative ones are below ~/.ssh, and each may be a pattern (ssh_config(5), Include).
QStringList includedFiles(const QString &argument, const QString &folder)
{
    QString path = argument;
    if (path.startsWith(u"~/"_s))
        path.replace(0, 1, QDir::homePath());
    const QFileInfo info(QDir(folder), path);
    QStringList files;
    const auto found = QDir(info.path()).entryInfoList({info.fileName()}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : found)
        files << file.filePath();
    return files;
}

void collect(const QString &path, const QString &folder, int depth, QStringList &names)
{
    static const QRegularExpression pattern(u"[*?!]"_s);
    QFile file(path);
    if (depth > deepest || !file.open(QIODevice::ReadOnly))
        return;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &line : lines) {
        const QStringList words = wordsOf(line.trimmed());
        const QString keyword = words.value(0).toLower();
        for (const QString &argument : words.mid(1)) {
            if (keyword == u"host" && !argument.contains(pattern) && !names.contains(argument))
                names << argument;
            if (keyword != u"include")
                continue;
            for (const QString &included : includedFiles(argument, folder))
                collect(included, folder, depth + 1, names);
        }
    }
}

} // namespace

QString defaultSshConfig() { return QDir::homePath() + u"/.ssh/config"_s; }

QStringList sshConfigNames(const QString &config)
{
    QStringList names;
    collect(config, QFileInfo(config).path(), 0, names);
    return names;
}

std::expected<SshPlace, Failure> sshPlace(Role role, const QString &name, const StopToken &stop)
{
    const auto target = resolveTarget(role, name, stop);
    if (!target)
        return std::unexpected(target.error());
    return SshPlace{target->address, target->port};
}

} // namespace relaymove
