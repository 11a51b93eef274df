#include "core/base/failure.h"
#include "core/base/stop_token.h"
#include "core/host/host.h"
#include "core/migration/run_control.h"
#include "core/ssh/ssh_transport.h"
#include "sshd_fixture.h"

#include <QDir>
#include <QTest>

#include <csignal>
#include <thread>

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

using namespace relaymove;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// The connection from which a program was started, as the server sees it.
QByteArray connectionOf(SshTransport &transport)
{
    return shell(transport, u"echo $SSH_CONNECTION"_s).out;
}

} // namespace

class TestSshTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void outputAndExitCodes();
    void endsBySignal();
    void passesFiveMegabytesBothWays();
    void withoutInputItEndsAtOnce();
    void programThatDoesNotReadItsInput();
    void streamsWhileTheProgramRuns();
    void wordsArriveAsTheyWere_data();
    void wordsArriveAsTheyWere();
    void oneConnectionIsUsedAgain();
    void limitEndsTheWait();
    void limitIsNotLateForAHeldOutput();
    void stopEndsTheWaitAtOnce();
    void stopRaisedBeforehandDoesNotConnect();
    void sinkMayThrow();
    void whoTalksForEverIsNotListenedToForEver_data();
    void whoTalksForEverIsNotListenedToForEver();
    void theLimitEndsAlsoWhoTalksForEver();
    void nobodyListens();
    void silentServer();
    void serverKilledInMidCommand();
    void serverRestartedBetweenCommands();
    void fourThreadsAtOnce();
    void leavesNoDescriptors();

private:
    std::unique_ptr<Sshd> m_server;
    std::unique_ptr<SshTransport> m_transport;
};

void TestSshTransport::initTestCase()
{
    if (const QString reason = Sshd::whyNot(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    m_server = std::make_unique<Sshd>();
}

void TestSshTransport::init()
{
    m_transport =
        std::make_unique<SshTransport>(Role::Old, m_server->target(), m_server->hostKey());
}

void TestSshTransport::outputAndExitCodes()
{
    for (const int code : {0, 1, 7, 255}) {
        const Ran result = shell(*m_transport, u"echo out; echo err >&2; exit %1"_s.arg(code));
        QCOMPARE(result.ending.how, Ending::How::Exited);
        QCOMPARE(result.ending.exitCode, code);
        QCOMPARE(result.out, QByteArray("out\n"));
        QCOMPARE(result.err, QByteArray("err\n"));
    }
    QCOMPARE(shell(*m_transport, u"exec /nowhere/program"_s).ending.exitCode, 127);
}

void TestSshTransport::endsBySignal()
{
    // The login shell must not stand between: it would make an exit code of it.
    const StopToken stop;
    const Ran result =
        run(*m_transport, {.arguments = {u"exec"_s, u"sh"_s, u"-c"_s, u"kill -USR1 $$"_s}}, stop);
    QCOMPARE(result.ending.how, Ending::How::Signalled);
    QCOMPARE(result.ending.exitCode, SIGUSR1);
}

void TestSshTransport::passesFiveMegabytesBothWays()
{
    const StopToken stop;
    const QByteArray data = QByteArray("0123456789abcde\n").repeated(5 * 65536);
    const Ran result = run(*m_transport, {.arguments = {u"cat"_s}, .input = data}, stop);
    QCOMPARE(result.ending.exitCode, 0);
    QVERIFY(result.out == data);
    const Ran count = run(*m_transport, {.arguments = {u"wc"_s, u"-c"_s}, .input = data}, stop);
    QCOMPARE(count.out.trimmed(), QByteArray::number(data.size()));
}

// A host's guard reads to the end before it looks at anything else.
void TestSshTransport::withoutInputItEndsAtOnce()
{
    const StopToken stop;
    const Ran result = run(*m_transport, {.arguments = {u"cat"_s}, .limit = 20s}, stop);
    QCOMPARE(result.ending.how, Ending::How::Exited);
    QCOMPARE(result.ending.exitCode, 0);
}

void TestSshTransport::programThatDoesNotReadItsInput()
{
    const StopToken stop;
    const Ran result =
        run(*m_transport, {.arguments = {u"false"_s}, .input = QByteArray(8 << 20, 'x')}, stop);
    QCOMPARE(result.ending.how, Ending::How::Exited);
    QCOMPARE(result.ending.exitCode, 1);
    QCOMPARE(shell(*m_transport, u"echo next"_s).out, QByteArray("next\n"));
}

void TestSshTransport::streamsWhileTheProgramRuns()
{
    // The program ends only after its first line was seen here.
    const QString flag = m_server->path(u"seen"_s);
    StopToken stop;
    Execution execution{
        .arguments = {u"sh"_s, u"-c"_s,
                      u"echo one; until test -e \"$1\"; do sleep 0.01; done; echo two"_s, u"sh"_s,
                      flag}};
    execution.onOutput = [&](const QByteArray &) {
        QVERIFY(QFile(flag).open(QIODevice::WriteOnly));
    };
    QCOMPARE(run(*m_transport, execution, stop).out, QByteArray("one\ntwo\n"));
}

void TestSshTransport::wordsArriveAsTheyWere_data()
{
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QString();
    QTest::newRow("newlines") << u"a\nb\n\nc"_s;
    QTest::newRow("single quotes") << u"it's ''quoted''"_s;
    QTest::newRow("double quotes") << u"\"double\" \\\" \\\\"_s;
    QTest::newRow("expansions") << u"$(id) `id` $HOME ${HOME} $((1+1)) ~ ~root"_s;
    QTest::newRow("operators") << u"; & | && || > < >> # ! * ? [a-z] {a,b}"_s;
    QTest::newRow("unicode") << u"Zürich 東京 🚚 e\u0301"_s;
    QTest::newRow("dash and blank") << u"-n  two  blanks\t"_s;
    QTest::newRow("braces") << u"{}"_s;
    QTest::newRow("long") << QString(100000, u'x');
}

void TestSshTransport::wordsArriveAsTheyWere()
{
    QFETCH(QString, word);
    const StopToken stop;
    const Ran result =
        run(*m_transport, {.arguments = {u"printf"_s, u"%s|"_s, word, u"end"_s}}, stop);
    QCOMPARE(QString::fromUtf8(result.out), word + u"|end|"_s);
}

void TestSshTransport::oneConnectionIsUsedAgain()
{
    const QByteArray first = connectionOf(*m_transport);
    QVERIFY(!first.trimmed().isEmpty());
    QCOMPARE(connectionOf(*m_transport), first);
}

void TestSshTransport::limitEndsTheWait()
{
    shell(*m_transport, u"true"_s);
    QCOMPARE(shell(*m_transport, u"sleep 5"_s, 300ms).ending.how, Ending::How::TimedOut);
    QCOMPARE(shell(*m_transport, u"echo next"_s).out, QByteArray("next\n"));
}

void TestSshTransport::limitIsNotLateForAHeldOutput()
{
    const Ran result = shell(*m_transport, u"sleep 3 & exit 4"_s, 1s);
    QCOMPARE(result.ending.how, Ending::How::Exited);
    QCOMPARE(result.ending.exitCode, 4);
}

void TestSshTransport::stopEndsTheWaitAtOnce()
{
    StopToken stop;
    Execution execution{.arguments = {u"sh"_s, u"-c"_s, u"echo started; sleep 5; echo over"_s}};
    std::thread stopper;
    execution.onOutput = [&](const QByteArray &) { stopper = std::thread([&] { stop.raise(); }); };
    const Ran result = run(*m_transport, execution, stop);
    stopper.join();
    QCOMPARE(result.ending.how, Ending::How::Stopped);
    QCOMPARE(result.out, QByteArray("started\n"));
    stop.lower();
    QCOMPARE(shell(*m_transport, u"echo next"_s).out, QByteArray("next\n"));
}

void TestSshTransport::stopRaisedBeforehandDoesNotConnect()
{
    StopToken stop;
    stop.raise();
    SshTransport transport(Role::Old, m_server->target(), std::nullopt);
    QCOMPARE(run(transport, {.arguments = {u"true"_s}}, stop).ending.how, Ending::How::Stopped);
}

void TestSshTransport::sinkMayThrow()
{
    const StopToken stop;
    Execution execution{.arguments = {u"echo"_s, u"out"_s}};
    execution.onOutput = [](const QByteArray &) { throw Cancelled{}; };
    QCOMPARE(m_transport->execute(execution, stop).how, Ending::How::Stopped);
    execution.onOutput = [](const QByteArray &) { throw 42; };
    QVERIFY_THROWS_EXCEPTION(int, m_transport->execute(execution, stop));
    QCOMPARE(shell(*m_transport, u"echo next"_s).out, QByteArray("next\n"));
}

void TestSshTransport::whoTalksForEverIsNotListenedToForEver_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("standard output") << u"exec yes"_s;
    QTest::newRow("standard error") << u"exec yes >&2"_s;
    QTest::newRow("without a line's end") << u"exec cat /dev/zero"_s;
    QTest::newRow("while the answer is awaited") << u"yes >&2 & sleep 60"_s;
}

void TestSshTransport::whoTalksForEverIsNotListenedToForEver()
{
    QFETCH(QString, script);
    RunControl control;
    Host host(Role::Old, std::shared_ptr<Transport>(std::move(m_transport)), control);
    const Command talk{QStringList{u"sh"_s, u"-c"_s, script}};
    const Command next{"echo", "next"};
    host.allowOnly({talk.shape(), next.shape()});
    rusage before{}, after{};
    ::getrusage(RUSAGE_SELF, &before);
    try {
        host.run(talk.within(120s).saysUpTo(qint64(4) << 20));
        QFAIL("it was listened to");
    } catch (const Failure &failure) {
        QVERIFY(failure.is<failure::SaidTooMuch>());
    }
    ::getrusage(RUSAGE_SELF, &after);
    QVERIFY2(after.ru_maxrss - before.ru_maxrss < 100 * 1024,
             qPrintable(QString::number(after.ru_maxrss - before.ru_maxrss)));
    QCOMPARE(host.run(next).text(), u"next"_s);
}

void TestSshTransport::theLimitEndsAlsoWhoTalksForEver()
{
    QCOMPARE(shell(*m_transport, u"exec yes >/dev/stderr"_s, 1s).ending.how, Ending::How::TimedOut);
    QCOMPARE(shell(*m_transport, u"echo next"_s).out, QByteArray("next\n"));
}

void TestSshTransport::nobodyListens()
{
    Sshd other;
    other.kill();
    SshTransport transport(Role::Old, other.target(), other.hostKey());
    const Failure failure = failureOf(transport);
    QVERIFY(failure.is<failure::Unreachable>());
    QCOMPARE(failure.as<failure::Unreachable>()->address, u"127.0.0.1"_s);
    QCOMPARE(failure.as<failure::Unreachable>()->why, u"Connection refused"_s);
}

void TestSshTransport::silentServer()
{
    // Accepts (the system does, for a listening socket), and never says a word.
    const Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    QCOMPARE(::bind(listener.get(), reinterpret_cast<sockaddr *>(&address), size), 0);
    QCOMPARE(::listen(listener.get(), 5), 0);
    ::getsockname(listener.get(), reinterpret_cast<sockaddr *>(&address), &size);
    SshTarget target = m_server->target();
    target.port = ntohs(address.sin_port);
    SshTransport transport(Role::Old, target, m_server->hostKey());
    try {
        shell(transport, u"true"_s, 300ms);
        QFAIL("got through");
    } catch (const Failure &failure) {
        QVERIFY(failure.is<failure::Unreachable>());
    }
    StopToken stop;
    std::thread stopper([&] { stop.raise(); });
    QCOMPARE(run(transport, {.arguments = {u"true"_s}}, stop).ending.how, Ending::How::Stopped);
    stopper.join();
}

void TestSshTransport::serverKilledInMidCommand()
{
    Sshd other;
    SshTransport transport(Role::Old, other.target(), other.hostKey());
    Execution execution{.arguments = {u"sh"_s, u"-c"_s, u"echo started; sleep 5"_s}};
    execution.onOutput = [&](const QByteArray &) { other.kill(); };
    const StopToken stop;
    const Ran result = run(transport, execution, stop);
    QCOMPARE(result.ending.how, Ending::How::Lost);
    QVERIFY2(result.ending.detail.startsWith(u"127.0.0.1 ("_s), qPrintable(result.ending.detail));
    QVERIFY(failureOf(transport).is<failure::Unreachable>());
    other.start();
    QCOMPARE(shell(transport, u"echo again"_s).out, QByteArray("again\n"));
}

void TestSshTransport::serverRestartedBetweenCommands()
{
    Sshd other;
    SshTransport transport(Role::Old, other.target(), other.hostKey());
    const QByteArray first = connectionOf(transport);
    other.kill();
    other.start();
    const QByteArray second = connectionOf(transport);
    QVERIFY(!second.trimmed().isEmpty() && second != first);
}

void TestSshTransport::fourThreadsAtOnce()
{
    // Each waits until all four run at the same time.
    const QString script =
        u"touch \"$0/in.$1\"; until test $(ls $0 | grep -c ^in) = 4; do sleep 0.01; done; echo $1"_s;
    std::array<QByteArray, 4> outputs;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        threads.emplace_back([&, i] {
            const StopToken stop;
            outputs[i] = run(*m_transport,
                             {.arguments = {u"sh"_s, u"-c"_s, script, m_server->path({}),
                                            QString::number(i)}},
                             stop)
                             .out;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    for (std::size_t i = 0; i < outputs.size(); ++i)
        QCOMPARE(outputs[i], QByteArray::number(int(i)) + '\n');
}

void TestSshTransport::leavesNoDescriptors()
{
    const auto open = [] {
        return QDir(u"/proc/self/fd"_s)
            .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
            .size();
    };
    m_transport.reset();
    const auto before = open();
    for (int round = 0; round < 5; ++round) {
        init();
        QCOMPARE(shell(*m_transport, u"echo in"_s).out, QByteArray("in\n"));
        SshTransport stranger(Role::Old, m_server->target({}), m_server->hostKey());
        QVERIFY(failureOf(stranger).is<failure::NotAuthorised>());
        m_transport.reset();
    }
    QCOMPARE(open(), before);
}

QTEST_GUILESS_MAIN(TestSshTransport)
#include "tst_ssh_transport.moc"
