#include "app/cli/answers.h"
#include "core/base/failure.h"
#include "core/engine/question_text.h"
#include "tests/cli/questions.h"

#include <QTemporaryFile>
#include <QTest>

using namespace relaymove;
using namespace relaymove::cli;
using namespace relaymove::test;
using namespace Qt::StringLiterals;

namespace {

Question hostKey()
{
    return {.id = u"preflight/host-key/OLD"_s,
            .kind = QuestionKind::AcceptHostKey,
            .about = Role::Old,
            .arguments = {u"198.51.100.10"_s, u"ssh-ed25519"_s, u"SHA256:right"_s},
            .options = {u"accept"_s, u"refuse"_s},
            .defaultOption = u"refuse"_s,
            .timeout = {}};
}
Question records()
{
    return {.id = u"dns/records"_s,
            .kind = QuestionKind::EnterRecords,
            .about = Role::Dns,
            .arguments = {u"A"_s},
            .options = {u"done"_s, u"skip"_s},
            .defaultOption = u"skip"_s,
            .timeout = {}};
}
Question goOn()
{
    return {.id = u"cutover/go-on-or-back"_s,
            .kind = QuestionKind::GoOnOrBack,
            .about = Role::Admin,
            .arguments = {},
            .options = {u"on"_s, u"back"_s},
            .defaultOption = u"back"_s,
            .timeout = std::chrono::seconds(60)};
}

} // namespace

class TestCliAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreTakenByTheirSumOnly();
    void whatIsToBeReadStandsAboveTheQuestion();
    void onlyANamedHostKeyIsAccepted();
    void yesStartsAndLeavesRecordsForLater();
    void withoutAPersonTheCutoverIsNotStarted();
    void nothingIsLeftBehindUnlessItIsSaid();
    void yesIsNoWordOnALostMachine();
    void theCheckoutIsFetchedOnlyWhenItIsSaid();
    void whatIsNotOfferedCantBeSaid();
    void aPersonIsAskedWhatFlagsLeaveOpen();
    void aTypedAnswerIsUnderstood_data();
    void aTypedAnswerIsUnderstood();
};

void TestCliAnswers::changesAreTakenByTheirSumOnly()
{
    const QString taken = u"deployed:"_s + QString(64, u'a');
    const Question question{.id = u"preflight/release/a-b"_s,
                            .kind = QuestionKind::ChooseRelease,
                            .about = Role::Admin,
                            .arguments = {u"a"_s, u"b"_s, u"/srv/relay"_s, u"a.py"_s},
                            .options = {taken, u"checkout"_s, u"stop"_s},
                            .defaultOption = u"stop"_s,
                            .timeout = {},
                            .toRead = u"/srv/changes.diff"_s};
    const auto flags = [](const QString &release, bool person) {
        return AnswerFlags{.acceptedKeys = {}, .release = release, .person = person};
    };
    QCOMPARE(answerFor(question, flags(taken, false)), taken);
    QCOMPARE(answerFor(question, flags(u"checkout"_s, false)), u"checkout"_s);
    QCOMPARE(answerFor(question, flags(u"deployed"_s, true)), std::nullopt); // they read first
    for (const QString &given :
         {QString(), u"deployed"_s, QString(u"deployed:"_s + QString(64, u'b'))}) {
        try {
            answerFor(question, flags(given, false));
            QFAIL(qPrintable(given));
        } catch (const Failure &failure) {
            QCOMPARE(failure.kind, FailureKind::AnswerNeeded);
            QVERIFY(failure.arguments.at(1).contains(u"/srv/changes.diff"_s));
            QVERIFY(failure.arguments.at(1).contains(u"--release "_s + taken));
        }
    }
}

void TestCliAnswers::whatIsToBeReadStandsAboveTheQuestion()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(QByteArray("+line\n").repeated(3000) + "+\x1b[2Jlast\n");
    file.flush();
    Question question = startQuestion();
    question.toRead = file.fileName();
    const QString text = promptText(question);
    QCOMPARE(text.count(u"+line\n"), 3000);
    QVERIFY(text.contains(u"+\\u001b[2Jlast\n"));
    QVERIFY(text.indexOf(u"last\n") < text.indexOf(u"?  "_s));
    question.toRead = u"/nowhere/changes.diff"_s;
    QVERIFY(promptText(question).contains(u"can't be read"));
}

// A slow OLD would serve again beside NEW.
void TestCliAnswers::yesIsNoWordOnALostMachine()
{
    const Question question{.id = u"activate/old-is-gone"_s,
                            .kind = QuestionKind::OldIsGone,
                            .about = Role::Old,
                            .arguments = {u"silent"_s, u"18:00"_s, u"600"_s},
                            .options = {u"gone"_s, u"wait"_s},
                            .defaultOption = u"wait"_s,
                            .timeout = {}};
    AnswerFlags flags{.acceptedKeys = {}, .yes = true};
    QCOMPARE(answerFor(question, flags), u"wait"_s);
    flags.oldIsGone = true;
    QCOMPARE(answerFor(question, flags), u"gone"_s);
    flags.yes = false; // asked once, with the time
    QVERIFY_THROWS_EXCEPTION(Failure, answerFor(question, flags));
}

void TestCliAnswers::onlyANamedHostKeyIsAccepted()
{
    AnswerFlags flags{
        .acceptedKeys = {u"SHA256:other"_s, u"SHA256:right"_s}, .yes = false, .person = false};
    QCOMPARE(answerFor(hostKey(), flags), u"accept"_s);
    // Neither --yes nor somebody at the terminal makes another key the right one.
    flags = {.acceptedKeys = {u"SHA256:other"_s}, .yes = true, .person = true};
    QVERIFY_THROWS_EXCEPTION(Failure, answerFor(hostKey(), flags));
    QVERIFY(!isForPerson(hostKey(), flags));
}

void TestCliAnswers::yesStartsAndLeavesRecordsForLater()
{
    const AnswerFlags yes{.acceptedKeys = {}, .yes = true, .person = true};
    QCOMPARE(answerFor(startQuestion(), yes), u"start"_s);
    QCOMPARE(answerFor(records(), yes), u"skip"_s);
    // Going back is a decision of its own.
    QCOMPARE(answerFor(goOn(), yes), std::nullopt);
}

void TestCliAnswers::withoutAPersonTheCutoverIsNotStarted()
{
    const AnswerFlags none;
    try {
        answerFor(startQuestion(), none);
        QFAIL("the cutover was started");
    } catch (const Failure &failure) {
        QCOMPARE(failure.kind, FailureKind::AnswerNeeded);
        QVERIFY(failure.arguments.value(1).contains(u"--yes"_s));
    }
    QCOMPARE(answerFor(records(), none), u"skip"_s);
    QCOMPARE(answerFor(goOn(), none), u"back"_s);
}

void TestCliAnswers::nothingIsLeftBehindUnlessItIsSaid()
{
    Question question{.id = u"disk/leave-behind"_s,
                      .kind = QuestionKind::LeaveBehind,
                      .about = Role::Old,
                      .arguments = {u"a@relay.test: password, 2 messages"_s},
                      .options = {u"leave"_s, u"stop"_s},
                      .defaultOption = u"stop"_s,
                      .timeout = {}};
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
    question.timeout = std::chrono::seconds(60); // within the cutover nobody is waited for
    QCOMPARE(answerFor(question, flags), u"stop"_s);
    flags.leaveUnreadable = true;
    QCOMPARE(answerFor(question, flags), u"leave"_s);
    question.kind = QuestionKind::DiskFails;
    QCOMPARE(answerFor(question, flags), u"careful"_s);
    flags.careful = false;
    QVERIFY_THROWS_EXCEPTION(Failure, answerFor(question, flags));
}

void TestCliAnswers::theCheckoutIsFetchedOnlyWhenItIsSaid()
{
    const Question question{.id = u"preflight/fetch-checkout//root/relay"_s,
                            .kind = QuestionKind::FetchCheckout,
                            .about = Role::Old,
                            .arguments = {u"/root/relay"_s, u"/home/anna/relay"_s, u"12"_s},
                            .options = {u"fetch"_s, u"stop"_s},
                            .defaultOption = u"stop"_s,
                            .timeout = {}};
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

void TestCliAnswers::whatIsNotOfferedCantBeSaid()
{
    const Question question{.id = u"preflight/release/a-b"_s,
                            .kind = QuestionKind::ChooseRelease,
                            .about = Role::Admin,
                            .arguments = {u"a"_s, u"b"_s, u"/root/relay"_s},
                            .options = {u"deployed"_s, u"stop"_s},
                            .defaultOption = u"deployed"_s,
                            .timeout = {}};
    try {
        answerFor(question, {.release = u"checkout"_s, .person = true});
        QFAIL("the checkout was taken");
    } catch (const Failure &failure) {
        QCOMPARE(failure.arguments.value(1), u"Run again with --release deployed."_s);
    }
}

void TestCliAnswers::aPersonIsAskedWhatFlagsLeaveOpen()
{
    const AnswerFlags person{.acceptedKeys = {}, .yes = false, .person = true};
    for (const Question &question : {startQuestion(), records(), goOn()})
        QVERIFY(isForPerson(question, person));
    const QString prompt = promptText(goOn());
    QVERIFY(prompt.contains(u"back: Go back (default)"_s));
    QVERIFY(prompt.contains(u"within 60 s"_s));
}

void TestCliAnswers::aTypedAnswerIsUnderstood_data()
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

void TestCliAnswers::aTypedAnswerIsUnderstood()
{
    QFETCH(QString, typed);
    QTEST(optionTyped(startQuestion(), typed).value_or(u"(none)"_s), "option");
}

QTEST_APPLESS_MAIN(TestCliAnswers)
#include "tst_cli_answers.moc"
