#include "app/cli/prompt.h"
#include "app/cli/terminal.h"
#include "core/base/failure.h"
#include "tests/cli/cli_process.h"
#include "tests/cli/questions.h"

#include <QTcpServer>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace relaymove;
using namespace relaymove::cli;
using namespace relaymove::test;
using namespace Qt::StringLiterals;

namespace {

// A terminal with nobody at it but the test.
class Terminal
{
public:
    Terminal()
    {
        if (::openpty(&m_person, &m_program, nullptr, nullptr, nullptr) != 0)
            qFatal("no pseudo-terminal");
        ::fcntl(m_person, F_SETFL, O_NONBLOCK);
        ::fcntl(m_person, F_SETFD, FD_CLOEXEC); // or the program would keep it open itself
    }
    ~Terminal() { close(); }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    int program() const { return m_program; }
    void type(const QByteArray &text)
    {
        QVERIFY(::write(m_person, text.constData(), size_t(text.size())) == text.size());
    }
    // All that was shown until now.
    QString shown()
    {
        char buffer[4096];
        for (ssize_t count = 0; (count = ::read(m_person, buffer, sizeof buffer)) > 0;)
            m_shown.append(buffer, count);
        return QString::fromUtf8(m_shown);
    }
    void closeProgramSide() { closeOne(m_program); }
    void close()
    {
        closeOne(m_person);
        closeOne(m_program);
    }

private:
    static void closeOne(int &descriptor)
    {
        if (descriptor >= 0)
            ::close(std::exchange(descriptor, -1));
    }
    int m_person = -1, m_program = -1;
    QByteArray m_shown;
};

// Standard input is something else while this lives.
class InputFrom
{
public:
    explicit InputFrom(int descriptor) : m_before(::dup(STDIN_FILENO))
    {
        ::dup2(descriptor, STDIN_FILENO);
    }
    ~InputFrom()
    {
        ::dup2(m_before, STDIN_FILENO);
        ::close(m_before);
    }
    InputFrom(const InputFrom &) = delete;
    InputFrom &operator=(const InputFrom &) = delete;

private:
    int m_before;
};

// The program leads a session of its own on this terminal, as from a login shell.
void runOn(const Terminal &terminal, QProcess &process)
{
    process.setChildProcessModifier([descriptor = terminal.program()] {
        ::setsid();
        ::ioctl(descriptor, TIOCSCTTY, 0);
        for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            ::dup2(descriptor, standard);
    });
    process.start();
    QVERIFY(process.waitForStarted());
}

} // namespace

// What happens between a person, a terminal and the program.
class TestCliTerminal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerIsTyped();
    void nonsenseIsAskedAgain();
    void anAnswerBySilenceTakesTheQuestionAway();
    void aTerminalThatIsGoneMeansTheDefault();
    void aSecretIsNotShown();
    void aTerminalThatClosesDoesNotStopARun();
    void controlCStopsARun();
};

void TestCliTerminal::anAnswerIsTyped()
{
    Terminal terminal;
    const InputFrom input(terminal.program());
    QStringList answers;
    Prompt prompt([&](const QString &id, const AnyAnswer &answer) {
        answers << id + u'=' + answerWord(answer);
    });
    prompt.show(startQuestion());
    terminal.type("st");
    terminal.type("art\n");
    QTRY_COMPARE(answers, QStringList{u"cutover/start=start"_s});
}

void TestCliTerminal::nonsenseIsAskedAgain()
{
    Terminal terminal;
    const InputFrom input(terminal.program());
    QStringList answers;
    Prompt prompt([&](const QString &, const AnyAnswer &answer) { answers << answerWord(answer); });
    prompt.show(startQuestion());
    terminal.type("perhaps\n2\n");
    QTRY_COMPARE(answers, QStringList{u"wait"_s});
}

void TestCliTerminal::anAnswerBySilenceTakesTheQuestionAway()
{
    Terminal terminal;
    const InputFrom input(terminal.program());
    QStringList answers;
    Prompt prompt([&](const QString &id, const AnyAnswer &answer) {
        answers << id + u'=' + answerWord(answer);
    });
    prompt.show(startQuestion());
    prompt.show(std::nullopt);
    // Typed too late: it must not answer the next question either.
    Question next = startQuestion();
    next.id = u"next"_s;
    terminal.type("start\n");
    QCoreApplication::processEvents();
    QVERIFY(answers.isEmpty());
    prompt.show(next);
    terminal.type("wait\n");
    QTRY_COMPARE(answers, QStringList{u"next=wait"_s});
}

void TestCliTerminal::aTerminalThatIsGoneMeansTheDefault()
{
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    ::close(ends[1]);
    {
        const InputFrom input(ends[0]);
        QStringList answers;
        Prompt prompt(
            [&](const QString &, const AnyAnswer &answer) { answers << answerWord(answer); });
        prompt.show(startQuestion());
        QTRY_COMPARE(answers, QStringList{u"wait"_s});
    }
    ::close(ends[0]);
}

void TestCliTerminal::aSecretIsNotShown()
{
    const Cli cli;
    Terminal terminal;
    QProcess process;
    cli.prepare(process,
                {u"profile"_s, u"create"_s, u"home"_s, u"--domain"_s, u"relay.test"_s, u"--old"_s,
                 u"a.invalid"_s, u"--new"_s, u"b.invalid"_s, u"--checkout"_s, u"/opt/relay"_s,
                 u"--dns"_s, u"rfc2136"_s, u"--dns-server"_s, u"198.51.100.53"_s,
                 u"--tsig-key-name"_s, u"move"_s, u"--tsig-secret-stdin"_s});
    runOn(terminal, process);
    // Echo is off when it asks.
    QTRY_VERIFY_WITH_TIMEOUT(terminal.shown().contains(u"TSIG secret"_s), 30000);
    terminal.type("c2VjcmV0\n");
    QCOMPARE(Cli::wait(process).exitCode, 0);
    QVERIFY(!terminal.shown().contains(u"c2VjcmV0"_s));
    QVERIFY(terminal.shown().contains(u"(not shown): \r\n"_s));
}

void TestCliTerminal::aTerminalThatClosesDoesNotStopARun()
{
    const Cli cli;
    cli.create(u"home"_s);
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    const SshConfig ssh(mute.serverPort());
    Terminal terminal;
    QProcess process;
    cli.prepare(process, {u"run"_s, u"home"_s});
    ssh.useFor(process);
    runOn(terminal, process);
    terminal.closeProgramSide();
    QVERIFY(mute.waitForNewConnection(30000));
    terminal.close(); // the system sends SIGHUP; writing fails from here on
    ::kill(pid_t(process.processId()), SIGINT);
    QCOMPARE(Cli::wait(process).exitCode, 130);
}

void TestCliTerminal::controlCStopsARun()
{
    const Cli cli;
    cli.create(u"home"_s);
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    const SshConfig ssh(mute.serverPort());
    Terminal terminal;
    QProcess process;
    cli.prepare(process, {u"run"_s, u"home"_s});
    ssh.useFor(process);
    runOn(terminal, process);
    QVERIFY(mute.waitForNewConnection(30000));
    terminal.type("\x03");
    QCOMPARE(Cli::wait(process).exitCode, 130);
    QVERIFY(terminal.shown().contains(u"stopping"_s));
}

QTEST_GUILESS_MAIN(TestCliTerminal)
#include "tst_cli_terminal.moc"
