#include "app/cli/answers.h"
#include "app/cli/printer.h"
#include "app/cli/running.h"

#include <QJsonDocument>
#include <QTest>

using namespace relaymove;
using namespace relaymove::cli;
using namespace Qt::StringLiterals;

namespace {

Question hostKey()
{
    return {.id = u"preflight/host-key/OLD"_s,
            .kind = QuestionKind::AcceptHostKey,
            .about = Role::Old,
            .arguments = {u"198.51.100.10"_s, u"ssh-ed25519"_s, u"SHA256:right"_s},
            .options = {u"accept"_s, u"refuse"_s},
            .byDefault = u"refuse"_s,
            .patience = {}};
}
Question start()
{
    return {.id = u"cutover/start"_s,
            .kind = QuestionKind::StartCutover,
            .about = Role::Admin,
            .arguments = {u"5.0"_s, QString()},
            .options = {u"start"_s, u"wait"_s},
            .byDefault = u"wait"_s,
            .patience = {}};
}
Question records()
{
    return {.id = u"dns/records"_s,
            .kind = QuestionKind::EnterRecords,
            .about = Role::Dns,
            .arguments = {u"A"_s},
            .options = {u"done"_s, u"skip"_s},
            .byDefault = u"skip"_s,
            .patience = {}};
}
Question goOn()
{
    return {.id = u"cutover/go-on-or-back"_s,
            .kind = QuestionKind::GoOnOrBack,
            .about = Role::Admin,
            .arguments = {},
            .options = {u"on"_s, u"back"_s},
            .byDefault = u"back"_s,
            .patience = std::chrono::seconds(60)};
}

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
              [this](const QString &text) { error += text; })
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

event::StepEnded failed(StepId step, FailureKind kind)
{
    return {step, StepOutcome::Failed,
            Failure{.kind = kind, .where = Role::Old, .arguments = {u"a"_s, u"b"_s, u"c"_s}}};
}

} // namespace

class TestCliParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyANamedHostKeyIsAccepted();
    void yesStartsAndLeavesRecordsForLater();
    void withoutAPersonTheCutoverIsNotStarted();
    void nothingIsLeftBehindUnlessItIsSaid();
    void theCheckoutIsFetchedOnlyWhenItIsSaid();
    void whatIsNotOfferedCantBeSaid();
    void aPersonIsAskedWhatFlagsLeaveOpen();
    void aTypedAnswerIsUnderstood_data();
    void aTypedAnswerIsUnderstood();
    void jsonIsOneEventALine();
    void failuresAreFourSentences();
    void progressIsSparseWithoutATerminal();
    void progressIsOneLineOnATerminal();
    void verdict_data();
    void verdict();
    void aCutoverThatWentBackIsToldAsSuch();
};

void TestCliParts::onlyANamedHostKeyIsAccepted()
{
    AnswerFlags flags{
        .acceptedKeys = {u"SHA256:other"_s, u"SHA256:right"_s}, .yes = false, .person = false};
    QCOMPARE(answerFor(hostKey(), flags), u"accept"_s);
    // Neither --yes nor somebody at the terminal makes another key the right one.
    flags = {.acceptedKeys = {u"SHA256:other"_s}, .yes = true, .person = true};
    QVERIFY_THROWS_EXCEPTION(Failure, answerFor(hostKey(), flags));
    QVERIFY(!isForPerson(hostKey(), flags));
}

void TestCliParts::yesStartsAndLeavesRecordsForLater()
{
    const AnswerFlags yes{.acceptedKeys = {}, .yes = true, .person = true};
    QCOMPARE(answerFor(start(), yes), u"start"_s);
    QCOMPARE(answerFor(records(), yes), u"skip"_s);
    // Going back is a decision of its own.
    QCOMPARE(answerFor(goOn(), yes), std::nullopt);
}

void TestCliParts::withoutAPersonTheCutoverIsNotStarted()
{
    const AnswerFlags none;
    try {
        answerFor(start(), none);
        QFAIL("the cutover was started");
    } catch (const Failure &failure) {
        QCOMPARE(failure.kind, FailureKind::AnswerNeeded);
        QVERIFY(failure.arguments.value(1).contains(u"--yes"_s));
    }
    QCOMPARE(answerFor(records(), none), u"skip"_s);
    QCOMPARE(answerFor(goOn(), none), u"back"_s);
}

void TestCliParts::nothingIsLeftBehindUnlessItIsSaid()
{
    Question question{.id = u"disk/leave-behind"_s,
                      .kind = QuestionKind::LeaveBehind,
                      .about = Role::Old,
                      .arguments = {u"a@relay.test: password, 2 messages"_s},
                      .options = {u"leave"_s, u"stop"_s},
                      .byDefault = u"stop"_s,
                      .patience = {}};
    QVERIFY(questionText(question).contains(u"a@relay.test: password, 2 messages"_s));
    QVERIFY(questionText(question).contains(u"whoever logs in to its address first"_s));
    for (const QString &other : {u"a@relay.test: dovecot-uidlist, 2 messages"_s,
                                 u"keys and other state: /etc/password"_s}) {
        Question harmless = question;
        harmless.arguments = {other};
        QVERIFY(!questionText(harmless).contains(u"whoever logs in"_s));
    }
    AnswerFlags flags;
    flags.yes = true;
    flags.careful = true;
    QVERIFY_THROWS_EXCEPTION(Failure, answerFor(question, flags));
    question.patience = std::chrono::seconds(60); // within the cutover nobody is waited for
    QCOMPARE(answerFor(question, flags), u"stop"_s);
    flags.leaveUnreadable = true;
    QCOMPARE(answerFor(question, flags), u"leave"_s);
    question.kind = QuestionKind::DiskFails;
    QCOMPARE(answerFor(question, flags), u"careful"_s);
    flags.careful = false;
    QVERIFY_THROWS_EXCEPTION(Failure, answerFor(question, flags));
}

void TestCliParts::theCheckoutIsFetchedOnlyWhenItIsSaid()
{
    const Question question{.id = u"preflight/fetch-checkout//root/relay"_s,
                            .kind = QuestionKind::FetchCheckout,
                            .about = Role::Old,
                            .arguments = {u"/root/relay"_s, u"/home/anna/relay"_s, u"12"_s},
                            .options = {u"fetch"_s, u"stop"_s},
                            .byDefault = u"stop"_s,
                            .patience = {}};
    AnswerFlags flags;
    flags.yes = true;
    try {
        answerFor(question, flags);
        QFAIL("fetched");
    } catch (const Failure &failure) {
        QVERIFY(failure.arguments.value(1).contains(u"--fetch-checkout"_s));
    }
    QVERIFY(isForPerson(question, {.person = true}));
    flags.fetchCheckout = true;
    QCOMPARE(answerFor(question, flags), u"fetch"_s);
}

void TestCliParts::whatIsNotOfferedCantBeSaid()
{
    const Question question{.id = u"preflight/release/a-b"_s,
                            .kind = QuestionKind::ChooseRelease,
                            .about = Role::Admin,
                            .arguments = {u"a"_s, u"b"_s, u"/root/relay"_s},
                            .options = {u"deployed"_s, u"stop"_s},
                            .byDefault = u"deployed"_s,
                            .patience = {}};
    try {
        answerFor(question, {.release = u"checkout"_s, .person = true});
        QFAIL("the checkout was taken");
    } catch (const Failure &failure) {
        QCOMPARE(failure.arguments.value(1), u"Run again with --release deployed."_s);
    }
}

void TestCliParts::aPersonIsAskedWhatFlagsLeaveOpen()
{
    const AnswerFlags person{.acceptedKeys = {}, .yes = false, .person = true};
    for (const Question &question : {start(), records(), goOn()})
        QVERIFY(isForPerson(question, person));
    const QString prompt = promptText(goOn());
    QVERIFY(prompt.contains(u"back: Go back (default)"_s));
    QVERIFY(prompt.contains(u"within 60 s"_s));
}

void TestCliParts::aTypedAnswerIsUnderstood_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("option");
    QTest::newRow("word") << u"start"_s << u"start"_s;
    QTest::newRow("beginning") << u" W "_s << u"wait"_s;
    QTest::newRow("number") << u"1"_s << u"start"_s;
    QTest::newRow("nothing") << u""_s << u"wait"_s;
    QTest::newRow("nonsense") << u"yes"_s << u"(none)"_s;
    QTest::newRow("too much") << u"started"_s << u"(none)"_s;
}

void TestCliParts::aTypedAnswerIsUnderstood()
{
    QFETCH(QString, typed);
    QTEST(optionTyped(start(), typed).value_or(u"(none)"_s), "option");
}

void TestCliParts::jsonIsOneEventALine()
{
    Printed printed(Printer::Style::Json);
    printed.printer.take({at(0), event::StepStarted{StepId::Sync}});
    printed.printer.take({at(1), event::StepProgress{StepId::Sync, pass(1)}});
    printed.printer.take({at(2), failed(StepId::Sync, FailureKind::Unreachable)});
    printed.printer.say(u"a word"_s);
    const QStringList lines = printed.out.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    for (const QString &line : lines)
        QCOMPARE(QJsonDocument::fromJson(line.toUtf8()).object()[u"v"].toInt(), eventSchemaVersion);
    QVERIFY(printed.error.contains(u"a word"_s));
}

void TestCliParts::failuresAreFourSentences()
{
    Printed printed(Printer::Style::Lines);
    printed.printer.take({at(0), event::Serving{u"nobody"_s}});
    printed.printer.take({at(1), failed(StepId::Sync, FailureKind::Unreachable)});
    QVERIFY(printed.out.contains(u"FAILED: Sync"_s));
    QVERIFY(printed.error.contains(
        u"What happened, on OLD, the present machine: a can't be reached: b."_s));
    QVERIFY(printed.error.contains(u"Your mail: Nobody serves mail at this moment."_s));
    QVERIFY(printed.error.contains(u"What to do: Check that the machine is on"_s));
}

void TestCliParts::progressIsSparseWithoutATerminal()
{
    Printed printed(Printer::Style::Lines);
    printed.printer.take({at(0), event::StepStarted{StepId::Precopy}});
    for (int i = 0; i < 12; ++i)
        printed.printer.take({at(i), event::StepProgress{StepId::Precopy, pass(i)}});
    QCOMPARE(printed.out.count(u"pass 1"_s), 3); // at 0, 5 and 10 s
    QVERIFY(!printed.out.contains(u'\r'));
}

void TestCliParts::progressIsOneLineOnATerminal()
{
    Printed printed(Printer::Style::Terminal);
    for (int i = 0; i < 12; ++i)
        printed.printer.take({at(i), event::StepProgress{StepId::Precopy, pass(i)}});
    QCOMPARE(printed.out.count(u'\r'), 12);
    QCOMPARE(printed.out.count(u'\n'), 0);
    printed.printer.take({at(20), event::StepNote{StepId::Precopy, u"waiting"_s}});
    QVERIFY(printed.out.endsWith(u"\r\033[K   waiting\n"_s));
}

void TestCliParts::verdict_data()
{
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<Exit>("exit");
    QTest::newRow("command") << FailureKind::CommandFailed << Exit::StepFailed;
    QTest::newRow("not proven") << FailureKind::ClaimFalse << Exit::StepFailed;
    QTest::newRow("refused") << FailureKind::Refused << Exit::Refused;
    QTest::newRow("changed key") << FailureKind::HostKeyChanged << Exit::Refused;
    QTest::newRow("unknown key") << FailureKind::HostKeyUnknown << Exit::AnswerNeeded;
    QTest::newRow("no answer") << FailureKind::AnswerNeeded << Exit::AnswerNeeded;
    QTest::newRow("locked") << FailureKind::LockedByOther << Exit::Locked;
    QTest::newRow("bad input") << FailureKind::BadInput << Exit::BadUsage;
}

void TestCliParts::verdict()
{
    QFETCH(FailureKind, kind);
    Verdict verdict;
    verdict.take(event::StepEnded{StepId::Preflight, StepOutcome::Succeeded, {}});
    QCOMPARE(verdict.exit(Goal::Run, StepOutcome::Succeeded), Exit::Ok);
    QCOMPARE(verdict.exit(Goal::Run, StepOutcome::Cancelled), Exit::Stopped);
    verdict.take(failed(StepId::Ttl, kind));
    QTEST(verdict.exit(Goal::Run, StepOutcome::Failed), "exit");
}

void TestCliParts::aCutoverThatWentBackIsToldAsSuch()
{
    Verdict verdict;
    verdict.take(failed(StepId::Sync, FailureKind::CommandFailed));
    verdict.take(event::StepEnded{StepId::Sync, StepOutcome::Undone, {}});
    QCOMPARE(verdict.exit(Goal::Run, StepOutcome::Failed), Exit::StepFailed); // OLD is not back yet
    verdict.take(event::StepEnded{StepId::Disable, StepOutcome::Undone, {}});
    QCOMPARE(verdict.exit(Goal::Run, StepOutcome::Failed), Exit::RolledBack);
    QCOMPARE(verdict.exit(Goal::Run, StepOutcome::Cancelled), Exit::RolledBack);
    QCOMPARE(verdict.exit(Goal::Rollback, StepOutcome::Undone), Exit::Ok);
}

QTEST_APPLESS_MAIN(TestCliParts)
#include "tst_cli_parts.moc"
