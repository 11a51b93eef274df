#include "core/migration/journal.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/migration/event_json.h"

#include <QJsonDocument>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Parsed
{
    QList<StampedEvent> events;
    qint64 wholeBytes = 0; // up to the end of the last good line
};

Parsed parse(const QByteArray &content)
{
    Parsed parsed;
    qsizetype from = 0;
    while (true) {
        const qsizetype end = content.indexOf('\n', from);
        if (end < 0)
            break;
        const auto document = QJsonDocument::fromJson(content.mid(from, end - from));
        if (document.isObject()) {
            if (auto event = eventFromJson(document.object()))
                parsed.events << *event;
        }
        from = end + 1;
        parsed.wholeBytes = from;
    }
    return parsed;
}

Failure trouble(const QString &path, const QString &why)
{
    return localTrouble(UserText::tr("The journal %1 can't be used").arg(path), why);
}

} // namespace

Journal::Journal(const QString &path) : m_file(path)
{
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        throw trouble(path, m_file.errorString());
    if (::flock(m_file.handle(), LOCK_EX | LOCK_NB) != 0)
        throw Failure{failure::LockedByOther{}};
    const Parsed parsed = parse(m_file.readAll());
    m_past = parsed.events;
    m_file.resize(parsed.wholeBytes);
    m_file.seek(parsed.wholeBytes);
}

void Journal::append(const StampedEvent &event)
{
    const QByteArray line = QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact) + '\n';
    if (m_file.write(line) != line.size() || ::fdatasync(m_file.handle()) != 0)
        throw trouble(m_file.fileName(), m_file.errorString());
}

void Journal::reserve(qint64 bytes)
{
    if (::fallocate(m_file.handle(), FALLOC_FL_KEEP_SIZE, m_file.pos(), bytes) != 0 &&
        errno == ENOSPC)
        throw trouble(m_file.fileName(), UserText::tr("the disk is full"));
}

bool Journal::isHeld(const QString &path)
{
    struct stat seen = {};
    if (::stat(QFile::encodeName(path).constData(), &seen) != 0)
        return false;
    // Not by a try: that one's own lock would turn away a run that starts just then.
    // proc_locks(5): "1: FLOCK  ADVISORY  WRITE 708 08:01:13548 0 EOF".
    QFile locks(u"/proc/locks"_s);
    if (!locks.open(QIODevice::ReadOnly))
        return false;
    const QByteArray inode = ':' + QByteArray::number(quint64(seen.st_ino)) + ' ';
    for (const QByteArray &line : locks.readAll().split('\n')) {
        if (line.contains(" FLOCK ") && line.contains(inode))
            return true;
    }
    return false;
}

QList<StampedEvent> Journal::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return parse(file.readAll()).events;
}

} // namespace relaymove
