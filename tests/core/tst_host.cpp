#include "core/host/host.h"
#include "core/migration/run_control.h"
#include "tests/fakes/fake_transport.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class TestHost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoFollowsSeesEachLineTheLogAFew();
};

// rsync redraws its progress for each file: a log of all of that hides everything else.
void TestHost::whoFollowsSeesEachLineTheLogAFew()
{
    const auto machine = std::make_shared<FakeTransport>();
    machine->on(u"rsync"_s, QByteArray("sending\n") + QByteArray("  1%\r").repeated(500) +
                                "100%\nsent 5 files\n");
    RunControl control;
    Host host(Role::Old, machine, control);
    host.allowOnly({u"rsync"_s});
    QStringList logged, followed;
    host.setLineLog([&](const QString &line, bool) { logged << line; });
    host.stream({"rsync"}, [&](const QString &line, bool) { followed << line; });
    QCOMPARE(followed.size(), 503);
    QVERIFY2(logged.size() < 50, qPrintable(QString::number(logged.size())));
    QCOMPARE(logged.first(), u"sending"_s);
    QCOMPARE(logged.mid(logged.size() - 2), (QStringList{u"100%"_s, u"sent 5 files"_s}));
}

QTEST_GUILESS_MAIN(TestHost)
#include "tst_host.moc"
