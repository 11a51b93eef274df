#include "app/cli/printer.h"
#include "app/cli/terminal.h"
#include "app/cli/verdict.h"
#include "core/migration/event_json.h"

#include <QJsonDocument>
#include <QTemporaryFile>
#include <QTest>

#include <unistd.h>

using namespace relaymove;
using namespace relaymove::cli;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(int seconds)
{
    return QDateTime::fromMSecsSinceEpoch(1'800'000'000'000 + seconds * 1000LL, Qt::UTC);
}

struct Printed
{
    QString out, error;
    Printer printer;
    explicit Printed(Printer::Style style)
        : printer(
              style, [this](const QString &text) { out += text; },
              [this](const QString &text) { error += text; },
              [this](const QString &text) { out += u"\r\033[K"_s + text; })
    {
    }
};

Progress pass(double done)
{
    return {.text = u"pass 1"_s,
            .done = done,
            .total = 1000,
            .unit = u"files"_s,
            .rate = 0,
            .secondsLeft = {}};
}

event::StepEnded failed(StepId step, const failure::Any &what)
{
    return {step, StepOutcome::Failed, Failure{what, Role::Old}};
}

// All that is written to a descriptor of this program meanwhile.
template <class Work>
QByteArray writtenTo(int descriptor, Work work)
{
    QTemporaryFile file;
    file.open();
    const int before = ::dup(descriptor);
    ::dup2(file.handle(), descriptor);
    work();
    ::dup2(before, descriptor);
    ::close(before);
    file.seek(0);
    return file.readAll();
}

} // namespace

class TestCliPrinting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTerminalGetsNoOrders();
    void whatGoesOnInAnotherLineIsNoLineOfOurs();
    void jsonIsOneEventALine();
    void failuresAreFourSentences();
    void progressIsSparseWithoutATerminal();
    void progressIsOneLineOnATerminal();
    void verdict_data();
    void verdict();
    void aCutoverThatWentBackIsToldAsSuch();
};

void TestCliPrinting::aTerminalGetsNoOrders()
{
    const QString hostile = u"a\x1b[2J\u009b2J\u202e\n"_s;
    const QByteArray seen = "a\\u001b[2J\\u009b2J\\u202e\n";
    QCOMPARE(writtenTo(STDOUT_FILENO, [&] { print(hostile); }), seen);
    QCOMPARE(writtenTo(STDERR_FILENO, [&] { complain(hostile); }), seen);
    QCOMPARE(writtenTo(STDOUT_FILENO, [&] { redraw(hostile); }), "\r\033[K" + seen);
}

void TestCliPrinting::whatGoesOnInAnotherLineIsNoLineOfOurs()
{
    Printed printed(Printer::Style::Lines);
    const QString claims = u"x\n   now serving mail: NEW\n== Cutover"_s;
    printed.printer.take({at(0), event::StepStarted{StepId::Sync}});
    printed.printer.take({at(0), event::StepNote{StepId::Sync, claims}});
    printed.printer.take({at(0), event::StepEnded{StepId::Sync, StepOutcome::Failed,
                                                  Failure{failure::NotDone{claims}, Role::Old}}});
    for (const QString &text : {printed.out, printed.error}) {
        QVERIFY2(text.contains(u"now serving mail"_s), qPrintable(text));
        QVERIFY2(!text.contains(u"\n   now serving mail"_s), qPrintable(text));
        QVERIFY2(!text.contains(u"\n== Cutover"_s), qPrintable(text));
    }
}

void TestCliPrinting::jsonIsOneEventALine()
{
    Printed printed(Printer::Style::Json);
    printed.printer.take({at(0), event::StepStarted{StepId::Sync}});
    printed.printer.take({at(1), event::StepProgress{StepId::Sync, pass(1)}});
    printed.printer.take({at(2), failed(StepId::Sync, failure::Unreachable{u"a"_s, u"b"_s})});
    printed.printer.say(u"a word"_s);
    const QStringList lines = printed.out.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    for (const QString &line : lines)
        QCOMPARE(QJsonDocument::fromJson(line.toUtf8()).object()[u"v"].toInt(), eventSchemaVersion);
    QVERIFY(printed.error.contains(u"a word"_s));
}

void TestCliPrinting::failuresAreFourSentences()
{
    Printed printed(Printer::Style::Lines);
    printed.printer.take({at(0), event::Serving{WhoServes::Nobody}});
    printed.printer.take({at(1), failed(StepId::Sync, failure::Unreachable{u"a"_s, u"b"_s})});
    QVERIFY(printed.out.contains(u"FAILED: Sync"_s));
    QVERIFY(printed.error.contains(
        u"What happened, on OLD, the present machine: a can't be reached: b."_s));
    // An OLD that holds may serve by itself meanwhile.
    QVERIFY(printed.error.contains(u"Your mail: It is not known who serves mail"_s));
    QVERIFY(printed.error.contains(u"What to do: Check that the machine is on"_s));
}

void TestCliPrinting::progressIsSparseWithoutATerminal()
{
    Printed printed(Printer::Style::Lines);
    printed.printer.take({at(0), event::StepStarted{StepId::Precopy}});
    for (int i = 0; i < 12; ++i)
        printed.printer.take({at(i), event::StepProgress{StepId::Precopy, pass(i)}});
    QCOMPARE(printed.out.count(u"pass 1"_s), 3); // at 0, 5 and 10 s
    QVERIFY(!printed.out.contains(u'\r'));
}

void TestCliPrinting::progressIsOneLineOnATerminal()
{
    Printed printed(Printer::Style::Terminal);
    for (int i = 0; i < 12; ++i)
        printed.printer.take({at(i), event::StepProgress{StepId::Precopy, pass(i)}});
    QCOMPARE(printed.out.count(u'\r'), 12);
    QCOMPARE(printed.out.count(u'\n'), 0);
    printed.printer.take({at(20), event::StepNote{StepId::Precopy, u"waiting"_s}});
    QVERIFY(printed.out.endsWith(u"\r\033[K   waiting\n"_s));
}

void TestCliPrinting::verdict_data()
{
    QTest::addColumn<failure::Any>("what");
    QTest::addColumn<Exit>("exit");
    QTest::newRow("command") << failure::Any(failure::CommandFailed{}) << Exit::StepFailed;
    QTest::newRow("not proven") << failure::Any(failure::ClaimFalse{}) << Exit::StepFailed;
    QTest::newRow("refused") << failure::Any(failure::Refused{}) << Exit::Refused;
    QTest::newRow("changed key") << failure::Any(failure::HostKeyChanged{}) << Exit::Refused;
    QTest::newRow("unknown key") << failure::Any(failure::HostKeyUnknown{}) << Exit::AnswerNeeded;
    QTest::newRow("no answer") << failure::Any(failure::AnswerNeeded{}) << Exit::AnswerNeeded;
    QTest::newRow("locked") << failure::Any(failure::LockedByOther{}) << Exit::Locked;
    QTest::newRow("bad input") << failure::Any(failure::BadInput{}) << Exit::BadUsage;
}

void TestCliPrinting::verdict()
{
    QFETCH(failure::Any, what);
    Verdict verdict;
    verdict.take(event::StepEnded{StepId::Preflight, StepOutcome::Succeeded, {}});
    QCOMPARE(verdict.exit(Goal::Run, StepOutcome::Succeeded), Exit::Ok);
    QCOMPARE(verdict.exit(Goal::Run, StepOutcome::Cancelled), Exit::Stopped);
    verdict.take(failed(StepId::Ttl, what));
    QTEST(verdict.exit(Goal::Run, StepOutcome::Failed), "exit");
}

void TestCliPrinting::aCutoverThatWentBackIsToldAsSuch()
{
    Verdict verdict;
    verdict.take(failed(StepId::Sync, failure::CommandFailed{}));
    verdict.take(event::StepEnded{StepId::Sync, StepOutcome::Undone, {}});
    QCOMPARE(verdict.exit(Goal::Run, StepOutcome::Failed), Exit::StepFailed); // OLD is not back yet
    verdict.take(event::StepEnded{StepId::Disable, StepOutcome::Undone, {}});
    QCOMPARE(verdict.exit(Goal::Run, StepOutcome::Failed), Exit::RolledBack);
    QCOMPARE(verdict.exit(Goal::Run, StepOutcome::Cancelled), Exit::RolledBack);
    QCOMPARE(verdict.exit(Goal::Rollback, StepOutcome::Undone), Exit::Ok);
}

QTEST_APPLESS_MAIN(TestCliPrinting)
#include "tst_cli_printing.moc"
