#include "core/host/script.h"
#include "core/traffic/connection_parking.h"
#include "core/traffic/fence.h"
#include "core/traffic/forwarding.h"
#include "outside.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// There only in a mount namespace of this test's own, on a /run of its own, with its own /etc.
constexpr auto room = "/run/tst-tables";

int shellRun(const QString &line) { return ::system(qPrintable(line)); }

// As a restart or a reload of nftables.service with Debian's /etc/nftables.conf, or docker, or
// an admin.
void flushOnce()
{
    QCOMPARE(shellRun(u"nft -f - <<END\nflush ruleset\ntable inet theirs {\n chain input {\n"
                      "  type filter hook input priority 0;\n }\n}\nEND\n"_s),
             0);
}

bool stands(const QString &table)
{
    return shellRun(u"nft list table "_s + table + u" >/dev/null 2>&1"_s) == 0;
}

// The real function of the program, on this host.
void really(void (*does)(StepContext &), StepContext &context)
{
    try {
        does(context);
    } catch (const Failure &failure) {
        const QString said = QString::fromUtf8(failure.raw);
        QFAIL(qPrintable(explain(failure).happened + u' ' + said));
    }
}

// Both roles: OLD is this host, or NEW is; the other machine is the one outside.
struct HereAndThere : FakeMigration
{
    HereAndThere()
    {
        for (const auto &host : {onOld, onNew})
            host->reallyRun();
        facts.addresses.oldV4 = facts.addresses.newV4 = QString::fromLatin1(Outside::far4);
        facts.addresses.oldV6 = facts.addresses.newV6 = QString::fromLatin1(Outside::far6);
        facts.relay.units = QStringList{u"dovecot.service"_s};
        Plan plan = fencePlan();
        append(plan, {forwardToOldPlan(facts), forwardingPlan(facts), connectionParkingPlan()});
        allow(plan);
    }
};

} // namespace

// Somebody empties nftables, again and again, while somebody outside knocks all the time: our
// tables stand, as the real commands loaded them. In a network and an /etc of its own; systemd
// is played by tests/fakes/systemd.
class TestTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void theFenceHolds();
    void behindTheDetourToo();
    void fromFenceToDetourAndBack();
    void newIsOpenOnlyWhenOpened();
    void theHoldHolds();
    void fromHoldToForwarding();
    void forwardingGoesOn();
    void whoWasPassedOnStays();
    void whenTheKeeperIsKilled();
    void whereTheKernelKeepsNoTables();

private:
    void prepareOld(FakeMigration &m);
    void knockWhileFlushed(int timeout, const std::function<void()> &meanwhile = {});
    std::unique_ptr<Outside> m_outside;
};

void TestTables::initTestCase()
{
    if (!QFile::exists(QString::fromLatin1(room)))
        QSKIP("no right to make namespaces (unshare -n -m)");
    qputenv("PATH", RELAYMOVE_SOURCE_DIR "/tests/fakes/systemd:" + qgetenv("PATH"));
    m_outside = std::make_unique<Outside>();
}

void TestTables::cleanup()
{
    if (!m_outside)
        return;
    m_outside->rest();
    shellRun(u"cd /etc/systemd/system && systemctl stop relaymove-*.service; nft flush ruleset;"
             "rm -rf /etc/relaymove /etc/systemd/system/relaymove-* /run/relaymove"_s);
}

void TestTables::knockWhileFlushed(int timeout, const std::function<void()> &meanwhile)
{
    m_outside->probePorts(timeout);
    for (int i = 0; i < 20 || m_outside->knocks < 100; ++i) {
        flushOnce();
        if (meanwhile && i == 10)
            meanwhile();
    }
    m_outside->rest();
    qInfo("%d knocks: %d silent, %d refused; reached: service %d, waiting room %d, other machine "
          "%d",
          m_outside->knocks.load(), m_outside->silent.load(), m_outside->refused.load(),
          m_outside->service.load(), m_outside->waiting.load(), m_outside->far.load());
}

void TestTables::theFenceHolds()
{
    HereAndThere m;
    m_outside->probePorts(1000);
    QTRY_VERIFY(m_outside->service > 1);
    m_outside->rest();
    really(raiseFence, m.context);
    knockWhileFlushed(3);
    QCOMPARE(m_outside->service, 0);
    QCOMPARE(m_outside->silent, m_outside->knocks);
    QTRY_VERIFY_WITH_TIMEOUT(stands(u"inet relaymove_fence"_s), 30000);
}

void TestTables::behindTheDetourToo()
{
    HereAndThere m;
    really(forwardToOld, m.context);
    knockWhileFlushed(3000);
    QCOMPARE(m_outside->service, 0);
    QCOMPARE(m_outside->far, m_outside->knocks);
}

void TestTables::fromFenceToDetourAndBack()
{
    HereAndThere m;
    really(raiseFence, m.context);
    m_outside->probePorts(3);
    for (int i = 0; i < 3; ++i) {
        really(forwardToOld, m.context);
        really(raiseFence, m.context);
    }
    m_outside->rest();
    QCOMPARE(m_outside->service, 0);
    QVERIFY(m_outside->far > 0 && m_outside->silent > 0);
}

void TestTables::newIsOpenOnlyWhenOpened()
{
    HereAndThere m;
    really(forwardToOld, m.context);
    knockWhileFlushed(3000);
    QCOMPARE(m_outside->service, 0);
    // As guard.sh opens it.
    for (const QString &line : QString::fromUtf8(script("guard.sh"_L1)).split(u'\n')) {
        if (line.contains(u"lower-table.sh fence"))
            QCOMPARE(shellRun(line), 0);
    }
    m_outside->probePorts(1000);
    QTRY_VERIFY(m_outside->knocks > 20);
    m_outside->rest();
    QCOMPARE(m_outside->service, m_outside->knocks);
    QVERIFY(!stands(u"inet relaymove_fence"_s));
}

void TestTables::prepareOld(FakeMigration &m)
{
    m.onOld->on(u"systemctl start"_s, ""); // the sockets: this test has its own
    really(prepareForwarding, m.context);
    really(prepareConnectionParking, m.context);
}

void TestTables::theHoldHolds()
{
    HereAndThere m;
    prepareOld(m);
    really(parkConnections, m.context);
    knockWhileFlushed(3000);
    QCOMPARE(m_outside->service, 0);
    QCOMPARE(m_outside->waiting, m_outside->knocks);
    QTRY_VERIFY_WITH_TIMEOUT(stands(u"inet relaymove_parking"_s), 30000);
}

// As commit.sh does it. Nobody meets a moment without either.
void TestTables::fromHoldToForwarding()
{
    const QString commitCutover = QString::fromUtf8(script("commit.sh"_L1));
    const QString line =
        commitCutover.mid(commitCutover.indexOf(u"systemctl restart relaymove-forward"))
            .section(u'\n', 0, 0);
    HereAndThere m;
    prepareOld(m);
    really(parkConnections, m.context);
    knockWhileFlushed(3000, [&] {
        QCOMPARE(shellRun(line), 0);
        QTRY_VERIFY_WITH_TIMEOUT(m_outside->far > 0, 30000);
    });
    QCOMPARE(m_outside->service, 0);
    QVERIFY(m_outside->waiting > 0 && m_outside->far > 0);
    QCOMPARE(m_outside->waiting + m_outside->far, m_outside->knocks);
    QVERIFY(!stands(u"inet relaymove_parking"_s));
}

void TestTables::forwardingGoesOn()
{
    HereAndThere m;
    prepareOld(m);
    QCOMPARE(shellRun(u"systemctl restart relaymove-forward.service"_s), 0);
    knockWhileFlushed(3000);
    QCOMPARE(m_outside->service, 0);
    QCOMPARE(m_outside->far, m_outside->knocks);
    QTRY_VERIFY_WITH_TIMEOUT(stands(u"ip relaymove_forward"_s), 30000);
}

// After the hold, when going back: a connection that the hold took in goes on, whoever
// empties nftables.
void TestTables::whoWasPassedOnStays()
{
    const QString goBack = QString::fromUtf8(script("go-back.sh"_L1));
    HereAndThere m;
    prepareOld(m);
    really(parkConnections, m.context);
    const int connection = m_outside->connectOnce();
    QCOMPARE(Outside::echo(connection, 'a'), "a");
    for (const QString &line : goBack.split(u'\n')) {
        if (line.startsWith(u"/etc/relaymove/lower-table.sh") || line.startsWith(u"nft "))
            QCOMPARE(shellRun(line), 0);
    }
    QVERIFY(!stands(u"inet relaymove_parking"_s));
    QCOMPARE(Outside::echo(connection, 'b'), "b");
    for (int i = 0; i < 20; ++i)
        flushOnce();
    QCOMPARE(Outside::echo(connection, 'c'), "c");
    ::close(connection);
    m_outside->probePorts(1000);
    QTRY_VERIFY(m_outside->knocks > 20);
    m_outside->rest();
    QCOMPARE(m_outside->service, m_outside->knocks);
}

// The plain table stands until it lives again.
void TestTables::whenTheKeeperIsKilled()
{
    HereAndThere m;
    really(raiseFence, m.context);
    m_outside->probePorts(3);
    const auto keeper = [] {
        QFile file(u"/run/units/relaymove-fence/pid"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
    };
    int last = 0;
    for (int i = 0; i < 5; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(keeper() != last && keeper() > 0, 30000); // another one since
        last = keeper();
        QTRY_VERIFY_WITH_TIMEOUT(stands(u"inet relaymove_fence_kept"_s), 30000);
        QCOMPARE(::kill(last, SIGKILL), 0);
    }
    QTRY_VERIFY_WITH_TIMEOUT(stands(u"inet relaymove_fence_kept"_s), 30000);
    m_outside->rest();
    QCOMPARE(m_outside->service, 0);
}

// Before Linux 5.12. What slips then is what comes before the plain table is back.
void TestTables::whereTheKernelKeepsNoTables()
{
    QTemporaryDir older;
    QFile nft(older.filePath(u"nft"_s));
    QVERIFY(nft.open(QIODevice::WriteOnly));
    nft.write("#!/bin/sh\n[ \"$1\" != -c ] || exit 1\nexec /usr/sbin/nft \"$@\"\n");
    nft.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    nft.close();
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", older.path().toUtf8() + ':' + path);
    HereAndThere m;
    really(raiseFence, m.context);
    qputenv("PATH", path);
    QVERIFY(!stands(u"inet relaymove_fence_kept"_s));
    for (int i = 0; i < 20; ++i) {
        flushOnce();
        QTRY_VERIFY_WITH_TIMEOUT(stands(u"inet relaymove_fence"_s), 30000);
    }
    knockWhileFlushed(3);
    QTRY_VERIFY_WITH_TIMEOUT(stands(u"inet relaymove_fence"_s), 30000);
    m_outside->probePorts(3);
    QTRY_VERIFY(m_outside->knocks > 100);
    m_outside->rest();
    QCOMPARE(m_outside->service, 0);
}

int main(int argc, char **argv)
{
    const char *const furnish = "mount -t tmpfs none /run && cp -a /etc /run/etc && "
                                "mount --bind /run/etc /etc && mkdir -p /etc/systemd/system && "
                                "touch /run/tst-tables && exec \"$@\"";
    if (::getuid() == 0 && ::access(room, F_OK) != 0) {
        std::vector<char *> words;
        // A process space too: whoever ends the test ends all that it started.
        for (const char *word : {"unshare", "-n", "-m", "-p", "--fork", "--kill-child",
                                 "--mount-proc", "--", "sh", "-c", furnish, "sh"})
            words.push_back(const_cast<char *>(word));
        words.insert(words.end(), argv, argv + argc);
        words.push_back(nullptr);
        if (::system("unshare -n -m -p --fork --mount-proc mount -t tmpfs none /run 2>/dev/null") ==
            0)
            ::execvp(words[0], words.data());
    }
    QCoreApplication application(argc, argv);
    TestTables test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tables.moc"
