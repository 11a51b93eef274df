#include "core/preflight/port_trial.h"

#include "core/base/failure.h"
#include "core/relay/ports.h"
#include "tests/fakes/fake_migration.h"

#include <QProcess>
#include <QTcpServer>
#include <QTest>
#include <QUdpSocket>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

const QString here = u"127.0.0.1"_s;

struct Trial
{
    Trial()
    {
        m.allow(portTrialPlan());
        m.onNew->on(QString(), "");
        m.onOld->on(u"port-trial.py"_s, "");
    }

    bool isEnded() const { return m.placeOf(u"NEW rm -f /run/relaymove-port-trial"_s) >= 0; }

    FakeMigration m;
};

// What both hosts are given, as a file of this computer.
QString script(const QTemporaryDir &folder)
{
    Trial trial;
    static_cast<void>(tryPorts(trial.m.context, {}));
    QFile file(folder.filePath(u"trial.py"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write(contentOf(trial.m.onNew->executions().first()));
    return file.fileName();
}

} // namespace

class PortTrialTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTakenIsNamed()
    {
        QTcpServer tcp;
        QUdpSocket udp, probe;
        QVERIFY(tcp.listen(QHostAddress::LocalHost)); // Debian's exim4 does so at 25
        QVERIFY(udp.bind(QHostAddress::LocalHost));
        QVERIFY(probe.bind(QHostAddress::LocalHost));
        const QString free = QString::number(probe.localPort());
        probe.close();
        const QString t = QString::number(tcp.serverPort()), u = QString::number(udp.localPort());
        QTemporaryDir folder;
        QFile flag(folder.filePath(u"trial"_s)), ready(folder.filePath(u"trial.ready"_s));
        QVERIFY(flag.open(QIODevice::WriteOnly));
        QProcess listening;
        listening.start(u"python3"_s,
                        {script(folder), u"listen"_s, t + u',' + free, u + u',' + free});
        QTRY_VERIFY(ready.exists());
        QVERIFY(ready.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(ready.readAll()),
                 u"%1 (Address already in use)\n%2/udp (Address already in use)\n"_s.arg(t, u));
        // What is not taken is listened on all the same.
        QProcess probing;
        probing.start(u"python3"_s, {script(folder), u"probe"_s, free, free, here});
        QVERIFY(probing.waitForFinished());
        QCOMPARE(probing.readAllStandardOutput(), QByteArray());
        QVERIFY(flag.remove());
        QVERIFY(listening.waitForFinished());
        QCOMPARE(listening.exitCode(), 0);
    }

    void whatIsTakenIsNotKnockedAt()
    {
        Trial trial;
        trial.m.onNew->on(u"systemd-run"_s, "25 (Address already in use)\n");
        const PortTrial seen = tryPorts(trial.m.context, {here});
        QCOMPARE(seen.taken, QStringList{u"25 (Address already in use)"_s});
        QCOMPARE(seen.shut, QStringList());
        QVERIFY(trial.isEnded());
    }

    void fromOldAndFromHere()
    {
        Trial trial;
        trial.m.onOld->on(u"probe"_s, "127.0.0.1 25\n2001:db8::20 no-way\n");
        const PortTrial seen = tryPorts(trial.m.context, {here});
        QVERIFY(seen.shut.contains(u"127.0.0.1 port 25 from OLD"_s));
        QVERIFY(seen.shut.contains(u"127.0.0.1 port 3478/udp from this computer"_s));
        QVERIFY(seen.untried.isEmpty());
    }

    // Neither OLD nor this computer has an address of that family: here none at all.
    void whatNobodyTriedIsKnown()
    {
        Trial trial;
        trial.m.onOld->on(u"probe"_s, "no.address no-way\n");
        QCOMPARE(tryPorts(trial.m.context, {u"no.address"_s}).untried,
                 QStringList{u"no.address"_s});
        trial.m.onOld->on(u"probe"_s, "");
        QVERIFY(tryPorts(trial.m.context, {u"no.address"_s}).untried.isEmpty());
    }

    void newDoesNotGoOnListening()
    {
        Trial broken;
        broken.m.onOld->on(u"probe"_s, {.out = "", .exitCode = 1, .err = "no python3"});
        QVERIFY_THROWS_EXCEPTION(Failure, tryPorts(broken.m.context, {here}));
        QVERIFY(broken.isEnded());
        Trial stopped;
        stopped.m.onOld->watch([&](const QString &line) {
            if (line.contains(u"probe"))
                stopped.m.control.stop();
        });
        QVERIFY_THROWS_EXCEPTION(Cancelled, tryPorts(stopped.m.context, {here}));
        QVERIFY(stopped.isEnded());
    }
};

QTEST_GUILESS_MAIN(PortTrialTest)
#include "tst_port_trial.moc"
