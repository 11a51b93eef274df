#include "core/base/stop_token.h"
#include "sshd_fixture.h"

#include <QTest>

#include <unistd.h>

using namespace relaymove;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto inside = "TST_DEAD_PEER_INSIDE";

// Packets vanish, as when a link is cut: no reset, no error.
const QString cutRules =
    u"add table inet cut; add chain inet cut in { type filter hook input priority 0; policy drop; }"_s;

void cutLink() { runLocally({u"nft"_s, cutRules}); }

void mendLink() { runLocally({u"nft"_s, u"delete table inet cut"_s}); }

} // namespace

// A peer that is gone without a word. The whole test runs in a network of its own.
class TestDeadPeer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whileAProgramRunsSilently();
    void whileNothingRuns();

private:
    std::unique_ptr<Sshd> m_server;
};

void TestDeadPeer::initTestCase()
{
    if (!qEnvironmentVariableIsSet(inside))
        QSKIP("no right to make a network namespace (unshare -n)");
    if (const QString reason = Sshd::whyNot(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    runLocally({u"ip"_s, u"link"_s, u"set"_s, u"lo"_s, u"up"_s});
    m_server = std::make_unique<Sshd>();
}

void TestDeadPeer::whileAProgramRunsSilently()
{
    SshTransport transport(Role::Old, m_server->target(), m_server->hostKey());
    const StopToken stop;
    // The program cuts the link itself, when all that was sent is acknowledged
    // and nothing is said any more: only probes can tell.
    const QString script =
        u"cat; while ss -Htin | grep -q unacked; do :; done; nft '%1'; sleep 100"_s.arg(cutRules);
    const Ran ran = run(transport, {.arguments = {u"sh"_s, u"-c"_s, script}, .limit = 60s}, stop);
    mendLink();
    QCOMPARE(ran.ending.how, Ending::How::Lost);
    QCOMPARE(shell(transport, u"echo again"_s).out, QByteArray("again\n"));
}

void TestDeadPeer::whileNothingRuns()
{
    SshTransport transport(Role::Old, m_server->target(), m_server->hostKey());
    shell(transport, u"true"_s);
    cutLink();
    try {
        shell(transport, u"true"_s, 100s);
        QFAIL("got through");
    } catch (const Failure &failure) {
        QVERIFY(failure.is<failure::Unreachable>());
    }
    mendLink();
    QCOMPARE(shell(transport, u"echo again"_s).out, QByteArray("again\n"));
}

int main(int argc, char **argv)
{
    if (::getuid() == 0 && !qEnvironmentVariableIsSet(inside)) {
        std::vector<char *> words;
        for (const char *word : {"unshare", "-n", "--", "env", "TST_DEAD_PEER_INSIDE=1"})
            words.push_back(const_cast<char *>(word));
        words.insert(words.end(), argv, argv + argc);
        words.push_back(nullptr);
        if (::system("unshare -n true 2>/dev/null") == 0)
            ::execvp(words[0], words.data());
    }
    QCoreApplication application(argc, argv);
    TestDeadPeer test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_dead_peer.moc"
