#include "tests/cli/cli_process.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

#include <sys/file.h>

using namespace relaymove::test;
using namespace Qt::StringLiterals;

namespace {

const QStringList stepNames{u"preflight"_s, u"ttl"_s,   u"precopy"_s, u"install"_s,  u"disable"_s,
                            u"sync"_s,      u"chown"_s, u"dns"_s,     u"activate"_s, u"finish"_s};

QList<QJsonObject> objectsIn(const QString &text)
{
    QList<QJsonObject> objects;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const QJsonDocument document = QJsonDocument::fromJson(line.toUtf8());
        if (!document.isObject())
            qWarning("not JSON: %s", qPrintable(line));
        objects << document.object();
    }
    return objects;
}

QString journalOf(const Cli &cli, const QString &id)
{
    return cli.data().filePath(u"migrations/%1/journal.jsonl"_s.arg(id));
}

void writeJournal(const Cli &cli, const QString &id, const QByteArray &content)
{
    const QString path = journalOf(cli, id);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

const QByteArray begun =
    R"({"v":1,"at":"2026-11-23T10:00:00.000Z","event":"run-started","migration":"m","goal":"run","version":"0.1.0"}
{"v":1,"at":"2026-11-23T10:00:01.000Z","event":"step-started","step":"precopy"}
{"v":1,"at":"2026-11-23T10:00:02.000Z","event":"step-ended","step":"precopy","outcome":"succeeded"}
)";

// A machine on which something listens that never says a word.
class Mute
{
public:
    Mute() { m_server.listen(QHostAddress::LocalHost); }
    int port() const { return m_server.serverPort(); }
    // The program has connected, and waits.
    bool isAsked() { return m_server.waitForNewConnection(30000); }

private:
    QTcpServer m_server;
};

} // namespace

class TestCliRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void planPrintsEveryStep();
    void planTouchesNothing();
    void thereIsNothingToResume();
    void thereIsNothingToReport();
    void aTornJournalIsReported();
    void aWrongStepIsRefused();
    void aHostThatIsOffEndsTheCheck();
    void jsonIsNothingButEvents();
    void anotherRunHoldsTheMigration();
    void interruptionStops_data();
    void interruptionStops();
    void aClosedTerminalDoesNotStop();
    void aReaderThatWentAwayDoesNotStop();
    void statusKnowsWhatItDoesNotKnow();
    void nobodyIsSaidToServeWithoutAsking_data();
    void nobodyIsSaidToServeWithoutAsking();
};

void TestCliRuns::planPrintsEveryStep()
{
    const Cli cli;
    cli.create(u"home"_s, {u"--dns"_s, u"rfc2136"_s, u"--dns-server"_s, u"198.51.100.53"_s,
                           u"--tsig-key-name"_s, u"move"_s});
    const Ended ended = cli.run({u"plan"_s, u"home"_s, u"--json"_s});
    QCOMPARE(ended.exitCode, 0);
    QSet<QString> seen, looking;
    for (const QJsonObject &object : objectsIn(ended.out)) {
        QCOMPARE(object[u"v"].toInt(), 1);
        for (const QString &member :
             {u"step"_s, u"role"_s, u"purpose"_s, u"why"_s, u"shape"_s, u"line"_s})
            QVERIFY2(!object[member].toString().isEmpty(), qPrintable(member));
        seen << object[u"step"].toString();
        if (object[u"shape"].toString().contains(u"record/values"))
            looking << object[u"step"].toString();
    }
    for (const QString &name : stepNames)
        QVERIFY2(seen.contains(name), qPrintable(name));
    // What every step may look at is printed with each of them.
    QCOMPARE(looking, seen);
    const QString text = cli.run({u"plan"_s, u"home"_s}).out;
    for (const QString &name : stepNames)
        QVERIFY2(text.contains(u" (%1)\n"_s.arg(name)), qPrintable(name));
}

void TestCliRuns::planTouchesNothing()
{
    const Cli cli;
    cli.create(u"home"_s);
    // Whoever asks for a connection with this `ssh` gets none; nobody may ask.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const SshConfig ssh(server.serverPort());
    QProcess process;
    cli.prepare(process, {u"plan"_s, u"home"_s});
    ssh.useFor(process);
    process.start();
    QCOMPARE(Cli::wait(process).exitCode, 0);
    QVERIFY(!server.waitForNewConnection(0));
    QVERIFY(!cli.data().exists());
}

void TestCliRuns::thereIsNothingToResume()
{
    const Cli cli;
    const QString id = cli.create(u"home"_s).out.trimmed();
    const Ended never = cli.run({u"resume"_s, u"home"_s});
    QCOMPARE(never.exitCode, 2);
    QVERIFY(never.error.contains(u"nothing to resume"_s));
    writeJournal(
        cli, id,
        begun +
            R"({"v":1,"at":"2026-11-23T11:00:00.000Z","event":"step-skipped","step":"finish","evidence":"all done"})"
            "\n");
    QCOMPARE(cli.run({u"resume"_s, u"home"_s}).exitCode, 2);
}

void TestCliRuns::thereIsNothingToReport()
{
    const Cli cli;
    cli.create(u"home"_s);
    QCOMPARE(cli.run({u"report"_s, u"home"_s}).exitCode, 2);
}

void TestCliRuns::aTornJournalIsReported()
{
    const Cli cli;
    const QString id = cli.create(u"home"_s).out.trimmed();
    writeJournal(cli, id, begun + "{\"v\":1,\"at\":\"2026-11-");
    const Ended ended = cli.run({u"report"_s, u"home"_s});
    QCOMPARE(ended.exitCode, 0);
    QVERIFY(ended.out.startsWith(u"# The move of relay.test"_s));
    QVERIFY(ended.out.contains(u"**Pre-copy**: done"_s));
    QVERIFY(ended.out.contains(u"**Install**: not started"_s));
}

void TestCliRuns::aWrongStepIsRefused()
{
    const Cli cli;
    cli.create(u"home"_s);
    QCOMPARE(cli.run({u"run"_s, u"home"_s, u"--until"_s, u"lunch"_s}).exitCode, 2);
    QVERIFY(!cli.data().exists(u"journal.jsonl"_s));
}

void TestCliRuns::aHostThatIsOffEndsTheCheck()
{
    const Cli cli;
    const QString id = cli.create(u"home"_s).out.trimmed();
    int port = 0;
    {
        QTcpServer closing;
        QVERIFY(closing.listen(QHostAddress::LocalHost));
        port = closing.serverPort();
    }
    const SshConfig ssh(port);
    QProcess process;
    cli.prepare(process, {u"check"_s, u"home"_s});
    ssh.useFor(process);
    process.start();
    const Ended ended = Cli::wait(process);
    QCOMPARE(ended.exitCode, 1);
    QVERIFY2(ended.error.contains(u"can't be reached"_s), qPrintable(ended.error));
    QVERIFY(ended.error.contains(u"What to do: "_s));
    // It served when somebody last saw it; nobody did now.
    QVERIFY2(ended.error.contains(u"Your mail: It is not known"_s), qPrintable(ended.error));
    const QString report = QFileInfo(journalOf(cli, id)).path() + u"/report.md"_s;
    QVERIFY(ended.out.contains(report));
    QVERIFY(QFile::exists(report));
}

void TestCliRuns::jsonIsNothingButEvents()
{
    const Cli cli;
    const QString id = cli.create(u"home"_s).out.trimmed();
    const SshConfig ssh(1); // nobody listens there
    QProcess process;
    cli.prepare(process, {u"run"_s, u"home"_s, u"--json"_s, u"--yes"_s});
    ssh.useFor(process);
    process.start();
    const Ended ended = Cli::wait(process);
    QCOMPARE(ended.exitCode, 1);
    const QList<QJsonObject> events = objectsIn(ended.out);
    QVERIFY(events.size() >= 2);
    for (const QJsonObject &event : events)
        QCOMPARE(event[u"v"].toInt(), 1);
    QCOMPARE(events.first()[u"event"].toString(), u"run-started"_s);
    QCOMPARE(events.first()[u"migration"].toString(), id);
    QCOMPARE(events.last()[u"event"].toString(), u"run-ended"_s);
    QCOMPARE(events.last()[u"outcome"].toString(), u"failed"_s);
    // Not a failure of one of the steps: none of them was reached.
    QCOMPARE(events.last()[u"failure"][u"kind"].toString(), u"unreachable"_s);
    QFile journal(journalOf(cli, id));
    QVERIFY(journal.open(QIODevice::ReadOnly));
    QCOMPARE(objectsIn(QString::fromUtf8(journal.readAll())), events);
}

void TestCliRuns::anotherRunHoldsTheMigration()
{
    const Cli cli;
    const QString id = cli.create(u"home"_s).out.trimmed();
    writeJournal(cli, id, begun);
    QFile journal(journalOf(cli, id));
    QVERIFY(journal.open(QIODevice::ReadWrite));
    QCOMPARE(::flock(journal.handle(), LOCK_EX | LOCK_NB), 0);
    QCOMPARE(cli.run({u"run"_s, u"home"_s, u"--yes"_s}).exitCode, 5);
    // Those who only look are not kept out.
    QCOMPARE(cli.run({u"report"_s, u"home"_s}).exitCode, 0);
}

void TestCliRuns::interruptionStops_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCliRuns::interruptionStops()
{
    QFETCH(int, signal);
    const Cli cli;
    cli.create(u"home"_s);
    Mute mute;
    const SshConfig ssh(mute.port());
    QProcess process;
    cli.prepare(process, {u"run"_s, u"home"_s});
    ssh.useFor(process);
    process.start();
    QVERIFY(mute.isAsked());
    ::kill(pid_t(process.processId()), signal);
    const Ended ended = Cli::wait(process);
    QCOMPARE(ended.exitCode, 130);
    QVERIFY(ended.out.contains(u"stopping"_s));
}

void TestCliRuns::aClosedTerminalDoesNotStop()
{
    const Cli cli;
    cli.create(u"home"_s);
    Mute mute;
    const SshConfig ssh(mute.port());
    QProcess process;
    cli.prepare(process, {u"run"_s, u"home"_s});
    ssh.useFor(process);
    process.start();
    QVERIFY(mute.isAsked());
    for (const int signal : {SIGHUP, SIGTSTP, SIGPIPE})
        ::kill(pid_t(process.processId()), signal);
    ::kill(pid_t(process.processId()), SIGINT);
    // By a signal it would end with -2, and stopped it would never end.
    QCOMPARE(Cli::wait(process).exitCode, 130);
}

void TestCliRuns::aReaderThatWentAwayDoesNotStop()
{
    const Cli cli;
    const QString id = cli.create(u"home"_s).out.trimmed();
    QProcess process;
    cli.prepare(process, {u"check"_s, u"home"_s});
    const SshConfig ssh(1);
    ssh.useFor(process);
    // The first write already gets EPIPE.
    process.setProgram(u"/bin/sh"_s);
    process.setArguments(QStringList{u"-c"_s, u"{ \"$@\" 2>&1; echo $? >&3; } 3>\"$0\" | :"_s,
                                     cli.folder() + u"/code"_s, QStringLiteral(RELAYMOVE_CLI)} +
                         cli.words({u"check"_s, u"home"_s}));
    process.start();
    QCOMPARE(Cli::wait(process).exitCode, 0);
    QFile code(cli.folder() + u"/code"_s);
    QVERIFY(code.open(QIODevice::ReadOnly));
    QCOMPARE(code.readAll(), "1\n"); // the check's own
    QVERIFY(QFile::exists(QFileInfo(journalOf(cli, id)).path() + u"/report.md"_s));
}

void TestCliRuns::statusKnowsWhatItDoesNotKnow()
{
    const Cli cli;
    cli.create(u"home"_s);
    const Ended ended = cli.run({u"status"_s, u"home"_s});
    QCOMPARE(ended.exitCode, 0);
    QVERIFY2(ended.out.startsWith(
                 u"It is not known who serves mail. OLD can't be asked. NEW can't be asked.\n"_s),
             qPrintable(ended.out));
    const QList<QJsonObject> objects =
        objectsIn(cli.run({u"status"_s, u"home"_s, u"--json"_s}).out);
    QCOMPARE(objects.size(), 1);
    QCOMPARE(objects.first()[u"serving"].toString(), u"unknown"_s);
}

void TestCliRuns::nobodyIsSaidToServeWithoutAsking_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"status", "report", "plan"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

// A file that can't be read says nothing of OLD, which may have been switched off long ago.
void TestCliRuns::nobodyIsSaidToServeWithoutAsking()
{
    QFETCH(QString, command);
    const Cli cli;
    const QString id = cli.create(u"home"_s).out.trimmed();
    writeJournal(cli, id, begun);
    QVERIFY(QFileInfo(journalOf(cli, id)).dir().mkpath(u"facts.json"_s)); // a folder is no file
    const Ended ended = cli.run({command, u"home"_s});
    QVERIFY(ended.exitCode != 0);
    QVERIFY2(ended.error.contains(u"Your mail: It is not known who serves mail"_s),
             qPrintable(ended.error));
}

QTEST_GUILESS_MAIN(TestCliRuns)
#include "tst_cli_runs.moc"
