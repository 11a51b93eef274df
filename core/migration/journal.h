#pragma once
#include "core/migration/event.h"

#include <QFile>
#include <QString>

namespace relaymove {

// The persisted part of the events: append-only JSON lines, on the disk before
// append() returns. A last line that a crash tore is cut off when it is opened.
class Journal
{
public:
    // Throws Failure: LocalTrouble when the file can't be written, LockedByOther
    // when another Relaymove holds it (flock).
    explicit Journal(const QString &path);
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    // What was there when it was opened.
    const QList<StampedEvent> &past() const { return m_past; }
    void append(const StampedEvent &event);
    // Takes disk space now, so that a full disk can't stop the cutover half-way.
    void reserve(qint64 bytes);

    // Whether a run is at work on it, in whichever process.
    static bool isHeld(const QString &path);
    // For those who only look: the journal of a run in another process.
    static QList<StampedEvent> read(const QString &path);

private:
    QFile m_file;
    QList<StampedEvent> m_past;
};

} // namespace relaymove
