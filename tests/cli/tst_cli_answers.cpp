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

using namespace question;

Question hostKey()
{
    return {.id = u"preflight/host-key/OLD"_s,
            .about = Role::Old,
            .what = AcceptHostKey{u"198.51.100.10"_s, u"ssh-ed25519"_s, u"SHA256:right"_s}};
}
Question records()
{
    return {
        .id = u"dns/records"_s, .about = Role::Dns, .what = EnterRecords{StepId::Dns, {u"A"_s}}};
}
Question goOn()
{
    return {.id = u"cutover/go-on-or-back"_s,
            .what = GoOnOrBack(),
            .timeout = std::chrono::seconds(60)};
}

// The answer's word; empty: a person is asked.
QString said(const std::optional<AnyAnswer> &answer)
{
    return answer ? answerWord(*answer) : QString();
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
    const QString sum(64, u'a'), taken = u"deployed:"_s + sum;
    const Question question{.id = u"preflight/release/a-b"_s,
                            .what = ChooseRelease{.offersDeployed = true,
                                                  .offersCheckout = true,
                                                  .changes = sum,
                                                  .toRead = u"/srv/changes.diff"_s}};
    using Choice = ChooseRelease::Choice;
    using Taken = ChooseRelease::Answer;
    using Release = std::optional<Taken>;
    const auto flags = [](const Release &release, bool person) {
        return AnswerFlags{.acceptedKeys = {}, .release = release, .person = person};
    };
    const Release deployed = Taken{Choice::Deployed}, checkout = Taken{Choice::Checkout};
    QCOMPARE(said(answerFor(question, flags(Taken{Choice::Deployed, sum}, false))), taken);
    QCOMPARE(said(answerFor(question, flags(checkout, false))), u"checkout"_s);
    QCOMPARE(said(answerFor(question, flags(deployed, true))), QString()); // they read first
    for (const Release &given :
         {Release(), deployed, Release(Taken{Choice::Deployed, QString(64, u'b')})}) {
        try {
            answerFor(question, flags(given, false));
            QFAIL("taken unread");
        } catch (const Failure &failure) {
            QVERIFY(failure.is<failure::AnswerNeeded>());
            QVERIFY(failure.as<failure::AnswerNeeded>()->remedy.contains(u"/srv/changes.diff"_s));
            QVERIFY(failure.as<failure::AnswerNeeded>()->remedy.contains(u"--release "_s + taken));
        }
    }
}

void TestCliAnswers::whatIsToBeReadStandsAboveTheQuestion()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(QByteArray("+line\n").repeated(3000) + "+\x1b[2Jlast\n");
    file.flush();
    ChooseRelease release{.offersDeployed = true, .toRead = file.fileName()};
    Question question{.what = release};
    const QString text = promptText(question);
    QCOMPARE(text.count(u"+line\n"), 3000);
    QVERIFY(text.contains(u"+\\u001b[2Jlast\n"));
    QVERIFY(text.indexOf(u"last\n") < text.indexOf(u"?  "_s));
    release.toRead = u"/nowhere/changes.diff"_s;
    question.what = release;
    QVERIFY(promptText(question).contains(u"can't be read"));
}

// A slow OLD would serve again beside NEW.
void TestCliAnswers::yesIsNoWordOnALostMachine()
{
    const Question question{.id = u"activate/old-is-gone"_s,
                            .about = Role::Old,
                            .what = OldIsGone{u"silent"_s, {}, 600}};
    AnswerFlags flags{.acceptedKeys = {}, .yes = true};
    QCOMPARE(said(answerFor(question, flags)), u"wait"_s);
    flags.oldIsGone = true;
    QCOMPARE(said(answerFor(question, flags)), u"gone"_s);
    flags.yes = false; // asked once, with the time
    QVERIFY_THROWS_EXCEPTION(Failure, answerFor(question, flags));
}

void TestCliAnswers::onlyANamedHostKeyIsAccepted()
{
    AnswerFlags flags{
        .acceptedKeys = {u"SHA256:other"_s, u"SHA256:right"_s}, .yes = false, .person = false};
    QCOMPARE(said(answerFor(hostKey(), flags)), u"accept"_s);
    // Neither --yes nor somebody at the terminal makes another key the right one.
    flags = {.acceptedKeys = {u"SHA256:other"_s}, .yes = true, .person = true};
    QVERIFY_THROWS_EXCEPTION(Failure, answerFor(hostKey(), flags));
    QVERIFY(!isForPerson(hostKey(), flags));
}

void TestCliAnswers::yesStartsAndLeavesRecordsForLater()
{
    const AnswerFlags yes{.acceptedKeys = {}, .yes = true, .person = true};
    QCOMPARE(said(answerFor(startQuestion(), yes)), u"start"_s);
    QCOMPARE(said(answerFor(records(), yes)), u"skip"_s);
    // Going back is a decision of its own.
    QCOMPARE(said(answerFor(goOn(), yes)), QString());
}

void TestCliAnswers::withoutAPersonTheCutoverIsNotStarted()
{
    const AnswerFlags none;
    try {
        answerFor(startQuestion(), none);
        QFAIL("the cutover was started");
    } catch (const Failure &failure) {
        QVERIFY(failure.is<failure::AnswerNeeded>());
        QVERIFY(failure.as<failure::AnswerNeeded>()->remedy.contains(u"--yes"_s));
    }
    QCOMPARE(said(answerFor(records(), none)), u"skip"_s);
    QCOMPARE(said(answerFor(goOn(), none)), u"back"_s);
}

void TestCliAnswers::nothingIsLeftBehindUnlessItIsSaid()
{
    Question question{.id = u"disk/leave-behind"_s,
                      .about = Role::Old,
                      .what = LeaveBehind{{u"a@relay.test: password, 2 messages"_s}}};
    QVERIFY(questionText(question).contains(u"a@relay.test: password, 2 messages"_s));
    QVERIFY(questionText(question).contains(u"whoever logs in to its address first"_s));
    for (const QString &other : {u"a@relay.test: dovecot-uidlist, 2 messages"_s,
                                 u"keys and other state: /etc/password"_s}) {
        Question harmless = question;
        harmless.what = LeaveBehind{{other}};
        QVERIFY(!questionText(harmless).contains(u"whoever logs in"_s));
    }
    AnswerFlags flags;
    flags.yes = true;
    flags.salvage = true;
    QVERIFY_THROWS_EXCEPTION(Failure, answerFor(question, flags));
    question.timeout = std::chrono::seconds(60); // within the cutover nobody is waited for
    QCOMPARE(said(answerFor(question, flags)), u"stop"_s);
    flags.leaveUnreadable = true;
    QCOMPARE(said(answerFor(question, flags)), u"leave"_s);
    question.what = DiskFails();
    QCOMPARE(said(answerFor(question, flags)), u"salvage"_s);
    flags.salvage = false;
    QVERIFY_THROWS_EXCEPTION(Failure, answerFor(question, flags));
}

void TestCliAnswers::theCheckoutIsFetchedOnlyWhenItIsSaid()
{
    const Question question{.id = u"preflight/fetch-checkout//root/relay"_s,
                            .about = Role::Old,
                            .what = FetchCheckout{u"/root/relay"_s, u"/home/anna/relay"_s, 12}};
    AnswerFlags flags;
    flags.yes = true;
    try {
        answerFor(question, flags);
        QFAIL("fetched");
    } catch (const Failure &failure) {
        QVERIFY(failure.as<failure::AnswerNeeded>()->remedy.contains(u"--fetch-checkout"_s));
    }
    QVERIFY(isForPerson(question, {.person = true}));
    flags.fetchCheckout = true;
    QCOMPARE(said(answerFor(question, flags)), u"fetch"_s);
}

void TestCliAnswers::whatIsNotOfferedCantBeSaid()
{
    const Question question{.id = u"preflight/release/a-b"_s,
                            .what = ChooseRelease{.offersDeployed = true}};
    try {
        answerFor(question, {.release = ChooseRelease::Answer{ChooseRelease::Choice::Checkout},
                             .person = true});
        QFAIL("the checkout was taken");
    } catch (const Failure &failure) {
        QCOMPARE(failure.as<failure::AnswerNeeded>()->remedy,
                 u"Run again with --release deployed."_s);
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
    QTest::newRow("nonsense") << u"yes"_s << QString();
    QTest::newRow("too much") << u"started"_s << QString();
}

void TestCliAnswers::aTypedAnswerIsUnderstood()
{
    QFETCH(QString, typed);
    QTEST(said(optionTyped(startQuestion(), typed)), "option");
}

QTEST_APPLESS_MAIN(TestCliAnswers)
#include "tst_cli_answers.moc"
