#include "core/base/stop_token.h"
#include "core/ssh/ssh_target.h"

#include <QDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class TestSshTarget : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asSshResolvesIt();
    void badNames_data();
    void badNames();
    void everyField();
    void agents_data();
    void agents();
    void proxies_data();
    void proxies();
};

void TestSshTarget::asSshResolvesIt()
{
    const StopToken stop;
    const auto target = resolveTarget(Role::New, u"alice@relay.example"_s, stop);
    QVERIFY(target);
    QCOMPARE(target->name, u"alice@relay.example"_s);
    QCOMPARE(target->address, u"relay.example"_s);
    QCOMPARE(target->user, u"root"_s); // whoever looks, whoever runs it
    QCOMPARE(target->port, 22);
    QVERIFY(!target->identityFiles.isEmpty());
    for (const QString &file : target->identityFiles)
        QVERIFY2(QDir::isAbsolutePath(file), qPrintable(file));
}

void TestSshTarget::badNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("an option") << u"-oProxyCommand=touch x"_s;
    QTest::newRow("an expansion") << u"$(id)"_s;
    QTest::newRow("two words") << u"relay example"_s;
}

void TestSshTarget::badNames()
{
    QFETCH(QString, name);
    const StopToken stop;
    const auto target = resolveTarget(Role::Old, name, stop);
    QVERIFY(!target);
    QVERIFY(target.error().is<failure::BadInput>());
    QCOMPARE(target.error().where, Role::Old);
    QVERIFY2(target.error().as<failure::BadInput>()->what.contains(u'"' + name + u'"'),
             qPrintable(target.error().as<failure::BadInput>()->what));
}

void TestSshTarget::everyField()
{
    const QByteArray output =
        "user alice\nhostname 2001:db8::1\nport 2222\nidentitiesonly no\n"
        "identityfile ~/.ssh/two words\nidentityfile /keys/b\ncertificatefile %d/c-cert.pub\n"
        "proxycommand none\nproxyjump none\n";
    const auto target = parseSshConfig(Role::Old, u"relay"_s, output);
    QVERIFY(target);
    QCOMPARE(target->address, u"2001:db8::1"_s);
    QCOMPARE(target->port, 2222);
    QCOMPARE(target->user, u"root"_s);
    QCOMPARE(target->identityFiles,
             (QStringList{QDir::homePath() + u"/.ssh/two words"_s, u"/keys/b"_s}));
    QCOMPARE(target->certificateFiles, QStringList{QDir::homePath() + u"/c-cert.pub"_s});
}

void TestSshTarget::agents_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("agent");
    QTest::newRow("not said") << QByteArray() << QString();
    QTest::newRow("the usual") << QByteArray("identityagent SSH_AUTH_SOCK") << QString();
    QTest::newRow("none") << QByteArray("identityagent none") << u"none"_s;
    QTest::newRow("path") << QByteArray("identityagent ~/agent") << QDir::homePath() + u"/agent"_s;
    QTest::newRow("variable") << QByteArray("identityagent $TST_AGENT") << u"/run/tst"_s;
    QTest::newRow("braces") << QByteArray("identityagent ${TST_AGENT}") << u"/run/tst"_s;
    QTest::newRow("no such variable") << QByteArray("identityagent $TST_NO_SUCH") << u"none"_s;
}

void TestSshTarget::agents()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, agent);
    qputenv("TST_AGENT", "/run/tst");
    const auto target =
        parseSshConfig(Role::Old, u"relay"_s, "hostname relay\nport 22\n" + line + '\n');
    QVERIFY(target);
    QCOMPARE(target->identityAgent, agent);
}

void TestSshTarget::proxies_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("jump") << QByteArray("proxyjump gate.example");
    QTest::newRow("command") << QByteArray("proxycommand nc %h %p");
}

void TestSshTarget::proxies()
{
    QFETCH(QByteArray, line);
    const auto target =
        parseSshConfig(Role::Old, u"relay"_s, "hostname relay\nport 22\n" + line + '\n');
    QVERIFY(!target);
    QVERIFY(target.error().is<failure::BadInput>());
    QVERIFY(target.error().as<failure::BadInput>()->what.contains(QString::fromUtf8(line)));
}

QTEST_GUILESS_MAIN(TestSshTarget)
#include "tst_ssh_target.moc"
