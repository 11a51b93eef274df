#include "core/relay/addresses.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class AddressesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofAHost()
    {
        const auto found = publicAddresses(R"([
            {"ifname":"lo","addr_info":[{"family":"inet","local":"127.0.0.1","scope":"host"},
                                        {"family":"inet6","local":"::1","scope":"host"}]},
            {"ifname":"docker0","addr_info":[{"family":"inet","local":"172.17.0.1","scope":"global"}]},
            {},
            {"ifname":"eth0","addr_info":[{"family":"inet","local":"198.51.100.10","scope":"global"},
                {"family":"inet6","local":"2001:db8::99","scope":"global","temporary":true},
                {"family":"inet6","local":"2001:db8::98","scope":"global","deprecated":true},
                {"family":"inet6","local":"fd00::1","scope":"global"},
                {"family":"inet6","local":"2001:0db8:0::10","scope":"global"},
                {"family":"inet6","local":"fe80::1","scope":"link"}]}])");
        QVERIFY(found);
        QCOMPARE(found->v4, QStringList{u"198.51.100.10"_s});
        QCOMPARE(found->v6, QStringList{u"2001:db8::10"_s});
        QVERIFY(!publicAddresses("ip: not found"));
    }

    void connection()
    {
        QCOMPARE(sshConnection(u"198.51.100.2 40000 198.51.100.10 22"_s).client, u"198.51.100.2"_s);
        QCOMPARE(sshConnection(u"198.51.100.2 40000 198.51.100.10 22"_s).server,
                 u"198.51.100.10"_s);
        QCOMPARE(sshConnection(u"::ffff:198.51.100.2 4 ::ffff:198.51.100.10 22"_s).client,
                 u"198.51.100.2"_s);
        QCOMPARE(sshConnection(u"2001:db8::2 4 2001:DB8::10 22"_s).server, u"2001:db8::10"_s);
        QVERIFY(sshConnection(QString()).client.isEmpty());
    }

    void source()
    {
        QCOMPARE(
            sourceAddress(
                R"([{"dst":"198.51.100.20","dev":"eth0","prefsrc":"198.51.100.2","flags":[]}])"),
            u"198.51.100.2"_s);
        QVERIFY(sourceAddress("RTNETLINK answers: Network is unreachable").isEmpty());
        QVERIFY(sourceAddress("[]").isEmpty());
    }

    void whatIsPublic_data()
    {
        QTest::addColumn<bool>("isPublic");
        QTest::newRow("198.51.100.10") << true;
        QTest::newRow("2001:db8::10") << true;
        QTest::newRow("10.1.2.3") << false;
        QTest::newRow("172.31.0.1") << false;
        QTest::newRow("172.32.0.1") << true;
        QTest::newRow("192.168.1.1") << false;
        QTest::newRow("100.64.0.1") << false;
        QTest::newRow("::1") << false;
        QTest::newRow("fd12::1") << false;
        QTest::newRow("relay.test") << false;
    }

    void whatIsPublic()
    {
        QFETCH(bool, isPublic);
        QCOMPARE(isPublicAddress(QString::fromLatin1(QTest::currentDataTag())), isPublic);
    }
};

QTEST_APPLESS_MAIN(AddressesTest)
#include "tst_addresses.moc"
