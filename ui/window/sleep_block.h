#pragma once
#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace relaymove {

// As long as this lives, the computer does not fall asleep by itself: asked of
// systemd-logind, which ends it when we are gone, however. Where there is no logind
// the run goes on as it would; a laptop that sleeps only makes it wait.
class SleepBlock : public QObject
{
    Q_OBJECT

public:
    explicit SleepBlock(const QString &why, QObject *parent = nullptr);
    bool isHeld() const { return m_held.isValid(); }

Q_SIGNALS:
    void answered(); // held, or not to be had

private:
    QDBusUnixFileDescriptor m_held;
};

} // namespace relaymove
