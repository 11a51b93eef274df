#include "core/base/failure.h"
#include "core/base/stop_token.h"
#include "core/process/child_process.h"
#include "core/process/local_transport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace relaymove;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Result
{
    Ending ending;
    QByteArray out, err;
};

Result runLocally(Execution execution, const StopToken &stop)
{
    Result result;
    execution.onOutput = [&](const QByteArray &piece) { result.out += piece; };
    execution.onError = [&](const QByteArray &piece) { result.err += piece; };
    result.ending = LocalTransport().execute(execution, stop);
    return result;
}

Result shell(const QString &script, std::chrono::milliseconds limit = 20s)
{
    const StopToken stop;
    return runLocally({.arguments = {u"sh"_s, u"-c"_s, script}, .limit = limit}, stop);
}

bool exists(qint64 pid) { return ::kill(pid_t(pid), 0) == 0 && markOf(pid).startTicks != 0; }

QByteArray nameOf(qint64 pid)
{
    QFile name(u"/proc/%1/comm"_s.arg(pid));
    return name.open(QIODevice::ReadOnly) ? name.readAll() : QByteArray();
}

// A zombie of ours does not count: the process is gone but for its number.
bool runs(qint64 pid) { return exists(pid) && isSameProcess(markOf(pid)); }

} // namespace

class TestChildProcess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outputAndExitCode();
    void endsBySignal();
    void passesFiveMegabytesBothWays();
    void programThatDoesNotReadItsInput();
    void folderAndEnvironment();
    void missingProgramOrFolder_data();
    void missingProgramOrFolder();
    void limitEndsGrandchildrenToo();
    void stopEndsAProgramThatIgnoresSigterm();
    void stopRaisedBeforehandStartsNothing();
    void backgroundChildDoesNotHoldTheEnd();
    void helperEndsWithItsOwner();
    void helperOutlivesTheThreadThatStartedIt();
    void childDiesWithTheProgram();
    void markTellsAReusedNumber();
    void endsASurvivingGroupWithoutItsLeader();
    void leavesDescriptorsAlone();
};

void TestChildProcess::outputAndExitCode()
{
    const Result result = shell(u"echo out; echo err >&2; exit 7"_s);
    QCOMPARE(result.ending.how, Ending::How::Exited);
    QCOMPARE(result.ending.exitCode, 7);
    QCOMPARE(result.out, QByteArray("out\n"));
    QCOMPARE(result.err, QByteArray("err\n"));
}

void TestChildProcess::endsBySignal()
{
    const Result result = shell(u"kill -USR1 $$"_s);
    QCOMPARE(result.ending.how, Ending::How::Signalled);
    QCOMPARE(result.ending.exitCode, SIGUSR1);
}

void TestChildProcess::passesFiveMegabytesBothWays()
{
    const StopToken stop;
    const QByteArray data = QByteArray("0123456789abcde\n").repeated(5 * 65536);
    const Result result = runLocally({.arguments = {u"cat"_s}, .input = data}, stop);
    QCOMPARE(result.ending.exitCode, 0);
    QVERIFY(result.out == data);
}

void TestChildProcess::programThatDoesNotReadItsInput()
{
    const StopToken stop;
    const Result result =
        runLocally({.arguments = {u"false"_s}, .input = QByteArray(1 << 20, 'x')}, stop);
    QCOMPARE(result.ending.how, Ending::How::Exited);
    QCOMPARE(result.ending.exitCode, 1);
}

void TestChildProcess::folderAndEnvironment()
{
    const StopToken stop;
    const QTemporaryDir folder;
    const Result result = runLocally({.arguments = {u"sh"_s, u"-c"_s, u"pwd; echo \"$WORD\""_s},
                                      .folder = folder.path(),
                                      .environment = {{u"WORD"_s, u"it's $(here) ü"_s}}},
                                     stop);
    QCOMPARE(QString::fromUtf8(result.out), folder.path() + u"\nit's $(here) ü\n"_s);
}

void TestChildProcess::missingProgramOrFolder_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("folder");
    QTest::newRow("not in PATH") << u"relaymove-no-such"_s << QString();
    QTest::newRow("no such file") << u"/nowhere/program"_s << QString();
    QTest::newRow("no such folder") << u"true"_s << u"/nowhere"_s;
}

void TestChildProcess::missingProgramOrFolder()
{
    QFETCH(QString, program);
    QFETCH(QString, folder);
    const StopToken stop;
    try {
        runLocally({.arguments = {program}, .folder = folder}, stop);
        QFAIL("started");
    } catch (const Failure &failure) {
        QVERIFY(failure.is<failure::LocalTrouble>());
        const auto *trouble = failure.as<failure::LocalTrouble>();
        QCOMPARE(trouble->what, program);
        QCOMPARE(trouble->why, u"No such file or directory"_s);
    }
}

void TestChildProcess::limitEndsGrandchildrenToo()
{
    const Result result = shell(u"sleep 1000 & echo $!; wait"_s, 300ms);
    QCOMPARE(result.ending.how, Ending::How::TimedOut);
    const qint64 grandchild = result.out.trimmed().toLongLong();
    QVERIFY(grandchild > 0);
    QTRY_VERIFY(!runs(grandchild));
}

void TestChildProcess::stopEndsAProgramThatIgnoresSigterm()
{
    StopToken stop;
    const QTemporaryDir folder;
    const QString asked = folder.filePath(u"asked"_s);
    qint64 pid = 0;
    Execution execution{.arguments = {u"sh"_s, u"-c"_s,
                                      u"trap 'echo >\"$0\"' TERM; echo $$; "
                                      "while :; do sleep 1000 & wait; done"_s,
                                      asked}};
    execution.onOutput = [&](const QByteArray &piece) {
        pid = piece.trimmed().toLongLong();
        stop.raise();
    };
    const Ending ending = LocalTransport().execute(execution, stop);
    QCOMPARE(ending.how, Ending::How::Stopped);
    QVERIFY2(QFile::exists(asked), "killed without being asked first");
    QVERIFY(pid > 0 && !exists(pid));
}

void TestChildProcess::stopRaisedBeforehandStartsNothing()
{
    StopToken stop;
    stop.raise();
    bool started = false;
    LocalTransport transport([&](const ProcessMark &) { started = true; });
    QCOMPARE(transport.execute({.arguments = {u"true"_s}}, stop).how, Ending::How::Stopped);
    QVERIFY(!started);
    stop.lower();
    QCOMPARE(transport.execute({.arguments = {u"true"_s}}, stop).how, Ending::How::Exited);
    QVERIFY(started);
}

void TestChildProcess::backgroundChildDoesNotHoldTheEnd()
{
    const Result result = shell(u"sleep 1000 & echo $!"_s);
    QCOMPARE(result.ending.how, Ending::How::Exited);
    QTRY_VERIFY(!runs(result.out.trimmed().toLongLong()));
}

void TestChildProcess::helperEndsWithItsOwner()
{
    ProcessMark mark;
    {
        const ChildProcess helper({.arguments = {u"sleep"_s, u"1000"_s}},
                                  ChildProcess::Streams::Null);
        mark = helper.mark();
        QVERIFY(helper.isRunning());
        QVERIFY(isSameProcess(mark));
    }
    QVERIFY(!exists(mark.pid));
}

void TestChildProcess::helperOutlivesTheThreadThatStartedIt()
{
    std::unique_ptr<ChildProcess> helper;
    QByteArray said;
    const Execution execution{.arguments = {u"cat"_s},
                              .input = "still here",
                              .onOutput = [&](const QByteArray &piece) { said += piece; }};
    pid_t thread = 0;
    std::thread([&] {
        thread = ::gettid();
        helper = std::make_unique<ChildProcess>(execution, ChildProcess::Streams::Piped);
    }).join();
    // Once it is gone for the system, too, what it forked itself has got its SIGKILL.
    QTRY_VERIFY(!QFile::exists(u"/proc/self/task/%1"_s.arg(thread)));
    QCOMPARE(helper->run(StopToken()).exitCode, 0);
    QCOMPARE(said, QByteArray("still here"));
}

// A second instance of this very test program starts a child and is killed.
void TestChildProcess::childDiesWithTheProgram()
{
    qint64 grandchild = 0;
    const StopToken stop;
    Execution execution{.arguments = {QCoreApplication::applicationFilePath()},
                        .environment = {{u"TST_CHILD_PROCESS_PARENT"_s, u"1"_s}}};
    ProcessMark parent;
    execution.onOutput = [&](const QByteArray &piece) {
        grandchild = piece.trimmed().toLongLong();
        QVERIFY(runs(grandchild));
        ::kill(pid_t(parent.pid), SIGKILL);
    };
    LocalTransport transport([&](const ProcessMark &mark) { parent = mark; });
    QCOMPARE(transport.execute(execution, stop).exitCode, SIGKILL);
    QVERIFY(grandchild > 0);
    QTRY_VERIFY(!runs(grandchild)); // it led its own session: only the system can have ended it
}

void TestChildProcess::markTellsAReusedNumber()
{
    const ChildProcess helper({.arguments = {u"sleep"_s, u"1000"_s}}, ChildProcess::Streams::Null);
    ProcessMark mark = helper.mark();
    QVERIFY(isSameProcess(mark));
    mark.startTicks -= 1;
    QVERIFY(!isSameProcess(mark));
    QVERIFY(
        endProcessGroup(mark, 1s)); // someone else's: nothing of ours is left, and it is left alone
    QVERIFY(helper.isRunning());
    QVERIFY(endProcessGroup(helper.mark(), 1s));
    QVERIFY(!helper.isRunning());
}

void TestChildProcess::endsASurvivingGroupWithoutItsLeader()
{
    // setsid's leader ends; what it started goes on in its group.
    const QByteArray script =
        "RELAYMOVE_CHILD=1 setsid sh -c 'echo $$; sleep 1000 >/dev/null 2>&1 & echo $!'";
    FILE *pipe = ::popen(script.constData(), "r");
    qint64 leader = 0, survivor = 0;
    QCOMPARE(std::fscanf(pipe, "%lld %lld", &leader, &survivor), 2);
    ::pclose(pipe);
    QTRY_VERIFY(!runs(leader));
    // Until then it has the environment of neither program.
    QTRY_COMPARE(nameOf(survivor), QByteArray("sleep\n"));
    QVERIFY(endProcessGroup({.pid = leader, .startTicks = 1}, 1s));
    QTRY_VERIFY(!runs(survivor));
}

void TestChildProcess::leavesDescriptorsAlone()
{
    const auto open = [] {
        return QDir(u"/proc/self/fd"_s)
            .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
            .size();
    };
    const auto before = open();
    QCOMPARE(shell(u"ls /proc/self/fd | wc -l"_s).out.trimmed(),
             QByteArray("4")); // ls has its folder open
    QCOMPARE(open(), before);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet("TST_CHILD_PROCESS_PARENT")) {
        const ChildProcess child({.arguments = {u"sleep"_s, u"1000"_s}},
                                 ChildProcess::Streams::Null);
        std::printf("%lld\n", static_cast<long long>(child.mark().pid));
        std::fflush(stdout);
        ::pause();
    }
    TestChildProcess test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_child_process.moc"
