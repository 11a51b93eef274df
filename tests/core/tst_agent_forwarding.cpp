#include "core/base/stop_token.h"
#include "core/process/local_transport.h"
#include "core/ssh/private_agent.h"
#include "sshd_fixture.h"

#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <thread>

using namespace relaymove;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString listKeys = u"ssh-add -L"_s;

} // namespace

// The migration's own agent, and its use by the far host.
class TestAgentForwarding : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void agentHoldsOneKeyAndNoFile();
    void agentEndsWithItsObject();
    void agentDiesWithTheProgram();
    void farHostSeesExactlyTheMigrationKey();
    void nothingWithoutForwarding();
    void keyOpensThatOtherHost();
    void servedBetweenCommands();
    void servedWhileOtherCommandsRun();
    void twoProgramsAtOnce();
    void agentGone();

private:
    std::unique_ptr<Sshd> m_server;
    std::unique_ptr<PrivateAgent> m_agent;
    std::unique_ptr<SshTransport> m_transport;
};

void TestAgentForwarding::initTestCase()
{
    if (const QString reason = Sshd::whyNot(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    m_server = std::make_unique<Sshd>();
    const StopToken stop;
    m_agent = std::make_unique<PrivateAgent>(u"m-1"_s, stop);
}

void TestAgentForwarding::init()
{
    m_transport =
        std::make_unique<SshTransport>(Role::Old, m_server->target(), m_server->hostKey());
    m_transport->setForwardedAgent(m_agent->socketPath());
}

void TestAgentForwarding::agentHoldsOneKeyAndNoFile()
{
    const QString key = m_agent->publicKey();
    QVERIFY2(key.startsWith(u"ssh-ed25519 "_s) && key.endsWith(u" relaymove-m-1"_s),
             qPrintable(key));
    const QFileInfo socket(m_agent->socketPath());
    QCOMPARE(socket.dir().entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System),
             QStringList{u"agent"_s});
    QCOMPARE(int(QFileInfo(socket.path()).permissions() & 0x0fff), 0x0700 & 0x0fff);
}

void TestAgentForwarding::agentEndsWithItsObject()
{
    const StopToken stop;
    QString path;
    {
        const PrivateAgent agent(u"short"_s, stop);
        path = QFileInfo(agent.socketPath()).path();
        QVERIFY(agent.isRunning());
        QVERIFY(QFileInfo::exists(path));
    }
    QVERIFY(!QFileInfo::exists(path));
}

// A second instance of this test program makes an agent and is killed.
void TestAgentForwarding::agentDiesWithTheProgram()
{
    const StopToken stop;
    ProcessMark parent;
    QString socket;
    Execution execution{.arguments = {QCoreApplication::applicationFilePath()},
                        .environment = {{u"TST_AGENT_OWNER"_s, u"1"_s}}};
    execution.onOutput = [&](const QByteArray &piece) {
        socket = QString::fromUtf8(piece).trimmed();
        QVERIFY(runLocally({u"env"_s, u"SSH_AUTH_SOCK="_s + socket, u"ssh-add"_s, u"-L"_s})
                    .contains("relaymove-owner"));
        ::kill(pid_t(parent.pid), SIGKILL);
    };
    LocalTransport transport([&](const ProcessMark &mark) { parent = mark; });
    QCOMPARE(transport.execute(execution, stop).exitCode, SIGKILL);
    QVERIFY(!socket.isEmpty());
    const QString answer = u"SSH_AUTH_SOCK=%1 ssh-add -L 2>&1; true"_s.arg(socket);
    QTRY_VERIFY(runLocally({u"sh"_s, u"-c"_s, answer}).contains("Connection refused"));
    QDir(QFileInfo(socket).path()).removeRecursively();
}

void TestAgentForwarding::farHostSeesExactlyTheMigrationKey()
{
    const Ran ran = shell(*m_transport, listKeys, 20s, true);
    QCOMPARE(ran.ending.exitCode, 0);
    QCOMPARE(QString::fromUtf8(ran.out), m_agent->publicKey() + u'\n');
}

void TestAgentForwarding::nothingWithoutForwarding()
{
    QCOMPARE(shell(*m_transport, listKeys, 20s, true).ending.exitCode, 0);
    // Also when another connection of the same transport forwards it.
    QCOMPARE(shell(*m_transport, u"echo \"[$SSH_AUTH_SOCK]\""_s).out, QByteArray("[]\n"));
    QVERIFY(shell(*m_transport, listKeys).ending.exitCode != 0);
}

void TestAgentForwarding::keyOpensThatOtherHost()
{
    // The same server plays NEW: it lets the key in only after it was allowed.
    const SshTarget target = m_server->target();
    const QString login =
        u"ssh -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null "
        "-F /dev/null -o IdentityFile=none -p %1 %2@127.0.0.1 echo there"_s.arg(target.port)
            .arg(target.user);
    QCOMPARE(shell(*m_transport, login, 20s, true).ending.exitCode, 255);
    m_server->allow(m_agent->publicKey());
    QCOMPARE(shell(*m_transport, login, 20s, true).out, QByteArray("there\n"));
}

void TestAgentForwarding::servedBetweenCommands()
{
    const QString result = m_server->path(u"later"_s);
    const QString go = m_server->path(u"go"_s);
    // Asks the agent only after the command that started it has ended.
    const QString later =
        u"(until test -e '%1'; do sleep 0.01; done; ssh-add -L >'%2.part' 2>&1; mv '%2.part' '%2') "
        ">/dev/null 2>&1 </dev/null &"_s.arg(go, result);
    QCOMPARE(shell(*m_transport, later, 20s, true).ending.exitCode, 0);
    QVERIFY(QFile(go).open(QIODevice::WriteOnly));
    QTRY_VERIFY(QFileInfo::exists(result));
    QFile file(result);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(file.readAll()), m_agent->publicKey() + u'\n');
}

void TestAgentForwarding::servedWhileOtherCommandsRun()
{
    const QString socket =
        QString::fromUtf8(shell(*m_transport, u"echo $SSH_AUTH_SOCK"_s, 20s, true).out).trimmed();
    QVERIFY(!socket.isEmpty());
    // A command that has no agent of its own uses the socket that is served.
    const QString ask = u"SSH_AUTH_SOCK=%1 ssh-add -L"_s.arg(socket);
    for (int round = 0; round < 20; ++round) {
        QCOMPARE(QString::fromUtf8(shell(*m_transport, ask).out), m_agent->publicKey() + u'\n');
        if (round % 5 == 0) // the same connection again: taken back, used, served on
            QCOMPARE(QString::fromUtf8(shell(*m_transport, u"echo $SSH_AUTH_SOCK"_s, 20s, true).out)
                         .trimmed(),
                     socket);
    }
    m_transport.reset();
    QTRY_VERIFY(!QFileInfo::exists(socket)); // sshd removes it when the connection ends
}

void TestAgentForwarding::twoProgramsAtOnce()
{
    std::array<QByteArray, 2> outputs;
    std::vector<std::thread> threads;
    const QString script =
        u"touch '%1/two.%2'; until test -e '%1/two.0' -a -e '%1/two.1'; do sleep 0.01; done; ssh-add -L"_s;
    for (int i = 0; i < 2; ++i)
        threads.emplace_back([&, i] {
            outputs[std::size_t(i)] =
                shell(*m_transport, script.arg(m_server->path({})).arg(i), 20s, true).out;
        });
    for (std::thread &thread : threads)
        thread.join();
    for (const QByteArray &output : outputs)
        QCOMPARE(QString::fromUtf8(output), m_agent->publicKey() + u'\n');
}

void TestAgentForwarding::agentGone()
{
    m_transport->setForwardedAgent(m_server->path(u"no-agent"_s));
    const Ran ran = shell(*m_transport, listKeys, 20s, true);
    QCOMPARE(ran.ending.how, Ending::How::Exited);
    QVERIFY(ran.ending.exitCode != 0);
    QVERIFY(!ran.out.contains("ssh-"));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet("TST_AGENT_OWNER")) {
        const StopToken stop;
        const PrivateAgent agent(u"owner"_s, stop);
        std::printf("%s\n", qPrintable(agent.socketPath()));
        std::fflush(stdout);
        ::pause();
    }
    TestAgentForwarding test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_agent_forwarding.moc"
