#include "core/base/failure.h"
#include "core/cmdeploy/known_host.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// This computer, where ~/.ssh/known_hosts has `lines` about NEW.
struct KnownHosts
{
    explicit KnownHosts(const QByteArray &lines, const QByteArray &port = "22")
    {
        m.profile.newHost = u"new"_s;
        m.profile.newKey = PinnedHostKey::of(u"ssh-ed25519"_s, "key");
        m.allow(knownHostPlan());
        m.onAdmin->on(u"ssh -G new"_s, "hostname 198.51.100.20\nuser root\nport " + port + '\n');
        m.onAdmin->on(u"ssh-keygen -F"_s, lines);
    }
    KnownHost look() { return lookUpKnownHost(m.context, Role::New); }
    std::optional<Blocker> blocker() { return blockerOf(look(), m.profile); }

    FakeMigration m;
};

// "key" is what the person agreed to, "other" is not.
const QByteArray pinned = "198.51.100.20 ssh-ed25519 a2V5\n";
const QByteArray other = "198.51.100.20 ssh-ed25519 b3RoZXI=\n";

} // namespace

class KnownHostTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatStandsInTheWay_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<bool>("isPinned");
        QTest::addColumn<bool>("isRefused");
        QTest::newRow("nothing is known") << QByteArray() << false << false;
        QTest::newRow("the key that was agreed to")
            << "# Host found: line 1\n" + pinned << true << false;
        QTest::newRow("another one") << "# Host found: line 1\n" + other << false << true;
        QTest::newRow("a key of another kind")
            << QByteArray("198.51.100.20 ssh-rsa b3RoZXI=\n") << false << false;
        QTest::newRow("both, the other one first") << other + pinned << false << true;
    }

    void whatStandsInTheWay()
    {
        QFETCH(QByteArray, lines);
        QFETCH(bool, isPinned);
        QFETCH(bool, isRefused);
        KnownHosts here(lines);
        QCOMPARE(here.look().isPinned, isPinned);
        QCOMPARE(here.blocker().has_value(), isRefused);
    }

    void theWayOutCanBePasted()
    {
        const auto plain = KnownHosts(other).blocker();
        QVERIFY(plain);
        QVERIFY(plain->remedy.endsWith(u": ssh-keygen -R 198.51.100.20"_s));
        QVERIFY(plain->what.contains(PinnedHostKey::of(u"ssh-ed25519"_s, "other").fingerprint));
        QVERIFY(plain->what.contains(PinnedHostKey::of(u"ssh-ed25519"_s, "key").fingerprint));
        // ssh knows a port of its own by another name, which a shell would read otherwise.
        KnownHosts elsewhere(other, "2222");
        const auto withPort = elsewhere.blocker();
        QVERIFY(withPort);
        QVERIFY(withPort->remedy.endsWith(u": ssh-keygen -R '[198.51.100.20]:2222'"_s));
        QVERIFY(elsewhere.m.placeOf(u"ssh-keygen -F '[198.51.100.20]:2222'"_s) >= 0);
    }
};

QTEST_GUILESS_MAIN(KnownHostTest)
#include "tst_known_host.moc"
