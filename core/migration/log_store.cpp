#include "core/migration/log_store.h"

#include "core/base/printable.h"
#include "core/base/user_text.h"

#include <QTemporaryFile>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {
// A host's line is cut before (LineCutter); these are sentences of our own with its words.
constexpr qsizetype longestText = 20'000;

const QStringList &levels()
{
    static const QStringList names{u"detail"_s, u"command"_s, u"info"_s, u"warning"_s, u"error"_s};
    return names;
}
} // namespace

QString levelName(LogLevel level) { return levels().at(int(level)); }

QString toText(const LogLine &line)
{
    QString text = line.text;
    text.truncate(longestText);
    text = printable(text.replace(u'\n', u' ').replace(u'\t', u' '));
    const QString step = line.step.isEmpty() ? u"-"_s : line.step;
    return QStringList{line.at.toUTC().toString(Qt::ISODateWithMs), roleName(line.role), step,
                       levelName(line.level), text}
        .join(u'\t');
}

LogLine logLineFromText(const QString &text)
{
    const QStringList parts = text.split(u'\t');
    if (parts.size() < 5)
        return {.at = {},
                .role = Role::Admin,
                .step = {},
                .level = LogLevel::Detail,
                .text = printable(text)};
    return {.at = QDateTime::fromString(parts[0], Qt::ISODateWithMs),
            .role = roleFromName(parts[1]),
            .step = parts[2] == u"-" ? QString() : parts[2],
            .level = LogLevel(qMax(0, int(levels().indexOf(parts[3])))),
            .text = printable(parts.mid(4).join(u' '))};
}

LogStore::LogStore(const QString &path, qint64 mostDetails) : m_mostDetails(mostDetails)
{
    if (path.isEmpty()) {
        auto temporary = std::make_unique<QTemporaryFile>();
        temporary->open();
        m_file = std::move(temporary);
    } else {
        m_file = std::make_unique<QFile>(path);
        m_file->open(QIODevice::ReadWrite);
    }
    indexExisting();
}

LogStore::LogStore(std::unique_ptr<QFile> file) : m_file(std::move(file)) { indexExisting(); }

std::expected<std::unique_ptr<LogStore>, QString> LogStore::opened(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return std::unexpected(file->errorString());
    const QString first = QString::fromUtf8(file->readLine());
    if (!logLineFromText(first).at.isValid())
        return std::unexpected(UserText::tr("it is not a log of Relaymove"));
    file->seek(0);
    return std::unique_ptr<LogStore>(new LogStore(std::move(file)));
}

LogStore::~LogStore() = default;

void LogStore::indexExisting()
{
    m_starts = {0};
    qint64 offset = 0;
    while (!m_file->atEnd()) {
        const QByteArray piece = m_file->readLine();
        offset += piece.size();
        if (piece.endsWith('\n'))
            m_starts.push_back(offset);
    }
    if (m_file->isWritable()) // a line that was cut off would swallow the next one
        m_file->resize(m_starts.back());
}

void LogStore::add(const LogLine &line)
{
    const QByteArray bytes = toText(line).toUtf8() + '\n';
    const std::lock_guard lock(m_mutex);
    if (line.level == LogLevel::Detail && m_starts.back() > m_mostDetails)
        return;
    m_file->seek(m_starts.back());
    // A full disk loses the line, not the place of the next one.
    if (m_file->write(bytes) != bytes.size() || !m_file->flush())
        return;
    m_starts.push_back(m_starts.back() + bytes.size());
}

qsizetype LogStore::size() const
{
    const std::lock_guard lock(m_mutex);
    return qsizetype(m_starts.size()) - 1;
}

LogLine LogStore::line(qsizetype index) const
{
    const std::lock_guard lock(m_mutex);
    const qint64 from = m_starts.at(std::size_t(index));
    const qint64 to = m_starts.at(std::size_t(index) + 1);
    m_file->seek(from);
    return logLineFromText(QString::fromUtf8(m_file->read(to - from - 1)));
}

QString LogStore::path() const { return m_file->fileName(); }

} // namespace relaymove
