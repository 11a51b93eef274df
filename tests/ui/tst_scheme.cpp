#include "ui/theme/scheme.h"
#include "ui/theme/tone.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

// Answers on a session bus as a desktop's portal does.
class Portal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString &space, const QString &key) const
    {
        const bool known = space == u"org.freedesktop.appearance" && key == u"color-scheme";
        return QDBusVariant(QVariant::fromValue(QDBusVariant(known ? scheme : 99)));
    }

Q_SIGNALS:
    void SettingChanged(const QString &space, const QString &key, const QDBusVariant &value);
};

class SchemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void startsDarkOnADarkDesktop();
    void followsTheDesktop();

private:
    void change(uint scheme)
    {
        m_portal.scheme = scheme;
        Q_EMIT m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s,
                                       QDBusVariant(scheme));
    }

    Portal m_portal;
};

void SchemeTest::initTestCase()
{
    auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"portal"_s);
    QVERIFY2(bus.isConnected(), "run within dbus-run-session");
    QVERIFY(
        bus.registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal,
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.portal.Desktop"_s));
}

void SchemeTest::startsDarkOnADarkDesktop()
{
    m_portal.scheme = 1;
    QVERIFY(!isDark(QApplication::palette()));
    const SchemeWatch watch;
    QTRY_VERIFY(isDark(QApplication::palette()));
}

void SchemeTest::followsTheDesktop()
{
    const SchemeWatch watch;
    QTRY_VERIFY(isDark(QApplication::palette()));
    change(2);
    QTRY_VERIFY(!isDark(QApplication::palette()));
    change(1);
    QTRY_VERIFY(isDark(QApplication::palette()));
}

QTEST_MAIN(SchemeTest)
#include "tst_scheme.moc"
