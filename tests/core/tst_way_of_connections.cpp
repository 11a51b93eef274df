#include "core/relay/ports.h"
#include "core/traffic/client_limits.h"
#include "core/traffic/connection_parking.h"
#include "core/traffic/fence.h"
#include "core/traffic/forwarding.h"
#include "tests/fakes/fake_migration.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// Hosts that agree to everything that these plans list.
struct Hosts : FakeMigration
{
    Hosts()
    {
        facts.addresses.oldV4 = u"198.51.100.10"_s;
        facts.addresses.oldV6 = u"2001:db8::10"_s;
        facts.addresses.newV4 = u"198.51.100.20"_s;
        facts.addresses.newV6 = u"2001:db8::20"_s;
        facts.relay.units =
            QStringList{u"dovecot.service"_s, u"unbound.service"_s, u"chatmail-expire.timer"_s};
        Plan plan = fencePlan();
        append(plan, {forwardToOldPlan(facts), forwardingPlan(facts), connectionParkingPlan(),
                      clientLimitsPlan()});
        allow(plan);
        for (const auto &host : {onOld, onNew})
            host->on(QString(), "");
    }

    // The last one comes first.
    void inThisOrder(const QStringList &parts) const
    {
        for (qsizetype i = 1; i < parts.size(); ++i) {
            QVERIFY2(placeOf(parts.at(i - 1)) >= 0, qPrintable(parts.at(i - 1)));
            QVERIFY2(placeOf(parts.at(i)) > placeOf(parts.at(i - 1)), qPrintable(parts.at(i)));
        }
    }
};

// All numbers that the tables match as a port of this protocol.
QSet<int> portsIn(const QByteArray &rules, const QString &protocol)
{
    QSet<int> ports;
    static const QRegularExpression number(u"\\d+"_s);
    const QRegularExpression dport(protocol + u" dport (\\{[^}]*\\}|\\d+)"_s);
    for (auto match = dport.globalMatch(QString::fromUtf8(rules)); match.hasNext();) {
        for (auto each = number.globalMatch(match.next().captured(1)); each.hasNext();)
            ports << each.next().captured().toInt();
    }
    return ports;
}

} // namespace

// Fence, waiting room, forwarding: who leads a connection where, and in which order that
// changes. That the tables do it, whoever flushes them, is tst_tables' matter.
class WayOfConnectionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noPortIsForgottenAnywhere();
    void aFamilyThatIsNotThereIsLedNowhere();
    void nothingStartsWithoutTheFence();
    void whatPassesOnToOldComesAfterTheFenceAndGoesBeforeNobody();
    void aNewHoldPassesNobodyOnToAnEarlierTarget();
    void theHoldIsTheLastOfIt();
    void forwardingWaitsForOldsRecord();
    void whoWaitedComesFromAnAddressThatNobodyTrusts();
    void whomEachHostIsToKnow();
};

// One that is fenced and not forwarded would be refused, one that is not fenced served too early.
void WayOfConnectionsTest::noPortIsForgottenAnywhere()
{
    const Hosts m;
    const QSet<int> tcp(publicTcpPorts.begin(), publicTcpPorts.end());
    for (const QByteArray &rules :
         {fenceRules(), forwardToOldRules(m.facts), forwardRules(m.facts)}) {
        QCOMPARE(portsIn(rules, u"tcp"_s), tcp);
        QCOMPARE(portsIn(rules, u"udp"_s), QSet<int>{turnPort});
    }
    // TURN's flows can't wait; everything else has its waiting port.
    QCOMPARE(portsIn(parkingRules(), u"tcp"_s) - tcp, QSet<int>());
    QCOMPARE(portsIn(parkingRules(), u"udp"_s), QSet<int>());
    for (const int port : tcp)
        QVERIFY(parkingRules().contains(QByteArray::number(port) + " : " +
                                        QByteArray::number(waitingPortBase + port)));
}

void WayOfConnectionsTest::aFamilyThatIsNotThereIsLedNowhere()
{
    Hosts m;
    for (QString *none : {&m.facts.addresses.oldV6, &m.facts.addresses.newV6})
        none->clear();
    QVERIFY(!forwardToOldRules(m.facts).contains("ip6"));
    QVERIFY(!forwardRules(m.facts).contains("ip6"));
    QVERIFY(forwardToOldRules(m.facts).contains("dnat ip to 198.51.100.10"));
    QVERIFY(forwardRules(m.facts).contains("dnat to 198.51.100.20"));
    std::swap(m.facts.addresses.oldV4, m.facts.addresses.oldV6);
    m.facts.addresses.oldV6 = u"2001:db8::10"_s;
    QVERIFY(!forwardToOldRules(m.facts).contains("dnat ip to"));
    QVERIFY(forwardToOldRules(m.facts).contains("dnat ip6 to 2001:db8::10"));
}

// What NEW's release has and OLD's has not, too; what serves nobody may run.
void WayOfConnectionsTest::nothingStartsWithoutTheFence()
{
    Hosts m;
    m.facts.relay.addedOnNew = {u"filtermail-transport.service"_s, u"dovecot.service"_s};
    raiseFence(m.context);
    const QString line = m.ran.value(m.placeOf(u"fence-drop-ins "_s));
    for (const QString &unit :
         {u"dovecot.service"_s, u"filtermail-transport.service"_s, u"chatmail-expire.service"_s})
        QCOMPARE(line.section(u"fence-drop-ins "_s, 1).count(unit), 1);
    QVERIFY(!line.section(u"fence-drop-ins "_s, 1).contains(u"unbound"));
}

void WayOfConnectionsTest::whatPassesOnToOldComesAfterTheFenceAndGoesBeforeNobody()
{
    Hosts m;
    forwardToOld(m.context);
    m.inThisOrder({u"NEW systemctl restart relaymove-fence"_s,
                   u"NEW systemctl restart relaymove-passing"_s,
                   u"NEW systemctl restart relaymove-to_old"_s});
    m.inThisOrder({u"let-through.sh"_s, u"NEW systemctl restart relaymove-to_old"_s});
    m.ran.clear();
    raiseFence(m.context);
    m.inThisOrder({u"NEW systemctl restart relaymove-fence"_s, u"lower-table.sh to_old"_s});
    m.inThisOrder({u"lower-table.sh to_old"_s, u"rm -f /etc/relaymove/to_old.nft"_s});
    QVERIFY(!m.onOld->ran(QString()));
}

// What passed on an earlier cutover's connections would go on accepting, for that target.
void WayOfConnectionsTest::aNewHoldPassesNobodyOnToAnEarlierTarget()
{
    Hosts m;
    prepareConnectionParking(m.context);
    m.inThisOrder({u"systemctl stop 'relaymove-parking@*.service'"_s, u"/run/relaymove/released"_s,
                   u"systemctl start relaymove-parking@"_s});
    const QString start = m.ran.value(m.placeOf(u"systemctl start relaymove-parking@"_s));
    for (const int port : publicTcpPorts)
        QVERIFY(start.contains(u"relaymove-parking@%1.socket"_s.arg(waitingPortBase + port)));
}

void WayOfConnectionsTest::theHoldIsTheLastOfIt()
{
    Hosts m;
    prepareConnectionParking(m.context);
    QVERIFY(!m.onOld->ran(u"restart relaymove-parking.service"_s)); // nobody notices yet
    parkConnections(m.context);
    m.inThisOrder({u"systemctl start relaymove-parking@"_s, u"restart relaymove-passing"_s,
                   u"restart relaymove-parking.service"_s});
    QVERIFY(!m.onNew->ran(QString()));
}

void WayOfConnectionsTest::forwardingWaitsForOldsRecord()
{
    Hosts m;
    prepareForwarding(m.context);
    QVERIFY(m.onOld->ran(u"systemctl enable relaymove-forward.service"_s));
    for (const QString &verb : {u"systemctl start"_s, u"systemctl restart"_s, u"--now"_s})
        QVERIFY2(!m.onOld->ran(verb), qPrintable(verb));
    QVERIFY(!m.onOld->ran(u"sysctl"_s)); // an OLD that only holds forwards nothing
}

// postfix trusts loopback.
void WayOfConnectionsTest::whoWaitedComesFromAnAddressThatNobodyTrusts()
{
    Hosts m;
    QCOMPARE(releaseToSelfAddress(m.facts), u"198.51.100.10"_s);
    QCOMPARE(releaseToNewAddress(m.facts), u"198.51.100.20"_s);
    m.facts.addresses.oldV4.clear();
    m.facts.addresses.newV4.clear();
    QCOMPARE(releaseToSelfAddress(m.facts), u"[2001:db8::10]"_s);
    QCOMPARE(releaseToNewAddress(m.facts), u"[2001:db8::20]"_s);
}

void WayOfConnectionsTest::whomEachHostIsToKnow()
{
    Hosts m;
    liftClientLimits(m.context);
    QVERIFY(m.onNew->lines().last().endsWith(u"198.51.100.10 '[2001:db8::10]'"_s));
    // OLD may serve again: then it lifts them itself, and until then it is as it was.
    QCOMPARE(m.onOld->lines().size(), 1);
    QVERIFY(m.onOld->lines().first().contains(u"lift-limits.sh"_s));
    m.facts.addresses.newV6.clear();
    QCOMPARE(limitedAfterGoingBack(m.facts), u"198.51.100.20 198.51.100.10 [2001:db8::10]"_s);
}

QTEST_GUILESS_MAIN(WayOfConnectionsTest)
#include "tst_way_of_connections.moc"
