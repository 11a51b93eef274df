#include "ui/window/sleep_block.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <memory>

#include <poll.h>
#include <unistd.h>

using namespace relaymove;
using namespace Qt::StringLiterals;

// logind's side of Inhibit: what was asked, and whether the lock is still held, which
// it, too, learns from a pipe.
class Logind : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    QStringList asked;

    bool isHeld() const
    {
        pollfd watched{m_end, POLLHUP, 0};
        return m_end >= 0 && ::poll(&watched, 1, 0) == 0;
    }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &,
                                    const QString &mode)
    {
        asked << what << who << mode;
        int ends[2] = {-1, -1};
        if (::pipe(ends) != 0)
            qFatal("no pipe");
        m_end = ends[0];
        QDBusUnixFileDescriptor lock;
        lock.giveFileDescriptor(ends[1]);
        return lock;
    }

private:
    int m_end = -1;
};

class SleepBlockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // On a bus of its own, which stands for the system's.
    void initTestCase()
    {
        m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
        QVERIFY(m_bus.waitForStarted() && m_bus.waitForReadyRead());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_bus.readLine().trimmed());
    }
    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(u"logind"_s);
        m_bus.kill();
        m_bus.waitForFinished();
    }

    void sleepWaitsAsLongAsTheBlockLives()
    {
        Logind logind;
        QDBusConnection bus = QDBusConnection::connectToBus(
            qEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS"), u"logind"_s);
        QVERIFY(bus.registerObject(u"/org/freedesktop/login1"_s, &logind,
                                   QDBusConnection::ExportAllSlots));
        QVERIFY(bus.registerService(u"org.freedesktop.login1"_s));
        auto block = std::make_unique<SleepBlock>(u"a move"_s);
        QTRY_VERIFY(block->isHeld());
        QCOMPARE(logind.asked, (QStringList{u"sleep"_s, u"Relaymove"_s, u"block"_s}));
        QVERIFY(logind.isHeld());
        block.reset();
        QTRY_VERIFY(!logind.isHeld());
        QVERIFY(bus.unregisterService(u"org.freedesktop.login1"_s));
    }

    void withoutLogindNothingHappens()
    {
        const SleepBlock block(u"a move"_s);
        QSignalSpy answers(&block, &SleepBlock::answered);
        QVERIFY(answers.wait());
        QVERIFY(!block.isHeld());
    }

private:
    QProcess m_bus;
};

QTEST_GUILESS_MAIN(SleepBlockTest)
#include "tst_sleep_block.moc"
