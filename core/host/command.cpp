#include "core/host/command.h"

#include "core/host/script_text.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

const QRegularExpression &placeholderPattern()
{
    static const QRegularExpression pattern(u"\\{([a-z][a-z0-9-]*)\\}"_s);
    return pattern;
}

QString quotedWord(const QString &word)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_@%+=:,./{}-]+$"_s);
    if (plain.match(word).hasMatch() && word != u"{}"_s)
        return word;
    QString escaped = word;
    escaped.replace(u'\'', u"'\\''"_s);
    return u'\'' + escaped + u'\'';
}

} // namespace

QString quoted(const QStringList &words)
{
    QStringList parts;
    parts.reserve(words.size());
    for (const QString &word : words)
        parts << quotedWord(word);
    return parts.join(u' ');
}

Command::Command(std::initializer_list<std::string_view> arguments)
{
    for (const std::string_view argument : arguments)
        m_template << QString::fromUtf8(argument.data(), qsizetype(argument.size()));
}

Command::Command(QStringList arguments) : m_template(std::move(arguments)) {}

Command Command::writeFile(const QString &path, const QString &mode, QByteArray content)
{
    Command command(shellWords("write-file") << u"{mode}"_s << u"{path}"_s);
    command.m_display = u"write "_s + path + u" (mode "_s + mode + u')';
    command.m_sumFirst = true;
    return command.with("mode", mode).with("path", path).input(std::move(content));
}

Command Command::with(std::string_view placeholder, const QString &value) const
{
    return with(placeholder, QStringList{value});
}

Command Command::with(std::string_view placeholder, const QStringList &values) const
{
    Command command = *this;
    command.m_values.insert(QString::fromUtf8(placeholder.data(), qsizetype(placeholder.size())),
                            values);
    return command;
}

Command Command::withDefault(std::string_view placeholder, const QString &value) const
{
    const auto name = QString::fromUtf8(placeholder.data(), qsizetype(placeholder.size()));
    return m_values.contains(name) ? *this : with(placeholder, value);
}

Command Command::input(QByteArray data) const
{
    Command command = *this;
    command.m_input = std::move(data);
    return command;
}

Command Command::input(Secret data) const
{
    Command command = *this;
    command.m_secretInput = std::move(data);
    return command;
}

QByteArray Command::sent() const
{
    QByteArray content = m_secretInput ? m_secretInput->reveal() : m_input;
    if (!m_sumFirst)
        return content;
    return QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex() + '\n' + content;
}

Command Command::accepts(std::initializer_list<int> codes) const
{
    Command command = *this;
    command.m_accepted = codes;
    return command;
}

Command Command::within(std::chrono::seconds limit) const
{
    Command command = *this;
    command.m_limit = limit;
    return command;
}

Command Command::besideTheLock() const
{
    Command command = *this;
    command.m_underTheLock = false;
    return command;
}

Command Command::underTheLock() const
{
    Command command = *this;
    command.m_underTheLock = true;
    return command;
}

Command Command::saysUpTo(qint64 bytes) const
{
    Command command = *this;
    command.m_mostSaid = bytes;
    return command;
}

Command Command::withAgent() const
{
    Command command = *this;
    command.m_agent = true;
    return command;
}

Command Command::in(QString folder) const
{
    Command command = *this;
    command.m_folder = std::move(folder);
    return command;
}

Command Command::environment(const QString &name, const QString &value) const
{
    Command command = *this;
    command.m_environment.insert(name, value);
    return command;
}

Command Command::startedBy(const QStringList &launcher) const
{
    Command command = *this;
    command.m_template = launcher + m_template;
    return command;
}

QStringList Command::words(bool bound) const
{
    QStringList result;
    for (const QString &word : m_template) {
        const auto whole = placeholderPattern().match(word);
        if (bound && whole.hasMatch() && whole.capturedLength() == word.size() &&
            m_values.contains(whole.captured(1))) {
            result << m_values.value(whole.captured(1));
            continue;
        }
        QString filled;
        qsizetype from = 0;
        auto matches = placeholderPattern().globalMatch(word);
        while (matches.hasNext()) {
            const auto match = matches.next();
            filled += QStringView(word).mid(from, match.capturedStart() - from);
            const bool known = bound && m_values.contains(match.captured(1));
            filled += known ? m_values.value(match.captured(1)).join(u' ') : match.captured();
            from = match.capturedEnd();
        }
        result << filled + word.mid(from);
    }
    return result;
}

QString Command::shape() const { return m_display.isEmpty() ? quoted(words(false)) : m_display; }

QString Command::line() const
{
    if (!m_display.isEmpty())
        return m_display;
    QStringList names = m_environment.keys();
    std::ranges::sort(names);
    QString prefix;
    for (const QString &name : names)
        prefix += name + u'=' + quoted({m_environment.value(name)}) + u' ';
    return prefix + quoted(words(true));
}

QStringList Command::arguments() const
{
    Q_ASSERT_X(isComplete(), "Command::arguments", qPrintable(line()));
    return words(true);
}

bool Command::isComplete() const
{
    for (const QString &word : m_template) {
        auto matches = placeholderPattern().globalMatch(word);
        while (matches.hasNext()) {
            if (!m_values.contains(matches.next().captured(1)))
                return false;
        }
    }
    return true;
}

bool Command::accepts(int code) const
{
    return std::ranges::find(m_accepted, code) != m_accepted.end();
}

} // namespace relaymove
