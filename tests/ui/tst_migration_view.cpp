#include "core/engine/question_text.h"
#include "core/migration/run_control.h"
#include "tests/ui/view_test.h"
#include "ui/widgets/step_button.h"
#include "ui/words/checklist.h"
#include "ui/words/page_text.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>

#include <thread>

using namespace relaymove;
using namespace Qt::StringLiterals;

class MigrationViewTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void theListSaysEachPhase();
    void everyPageShowsItsTexts();
    void anAnswerReachesTheRun();
    void aQuestionIsAnsweredOnce();
    void aSecretIsNoAnswer();
    void aQuestionTakesThePersonToItsPage();
    void theSameQuestionIsAskedAnew();
    void startIsNotStoppedByItsOwnClick();
    void goingBackHasItsOwnProgress();
    void recordsCanBeCopied();
    void theRunTakesItsWatcherAlong();
    void aReaderIsLeftAlone();
    void startSaysHowFar();
    void enterLeadsOn();
    void proofFillsIn();
    void closingAsksInThePage();
};

void MigrationViewTest::theListSaysEachPhase()
{
    m_view->show(sample::syncRuns());
    const auto *sync = find<StepButton>(u"step-sync"_s);
    QCOMPARE(int(sync->mark()), int(Mark::Running));
    QCOMPARE(sync->accessibleDescription(), u"running, compares OLD and NEW"_s);
    QVERIFY(sync->isChecked());
    QCOMPARE(int(find<StepButton>(u"step-install"_s)->mark()), int(Mark::Done));
    QCOMPARE(int(find<StepButton>(u"step-dns"_s)->mark()), int(Mark::Open));
    m_view->show(sample::installFailed());
    QCOMPARE(int(find<StepButton>(u"step-install"_s)->mark()), int(Mark::Failed));
    QCOMPARE(find<StepButton>(u"step-sync"_s)->accessibleDescription(), u"not started"_s);
}

void MigrationViewTest::everyPageShowsItsTexts()
{
    m_view->show(sample::untouched());
    for (const StepId step : allSteps()) {
        QTest::mouseClick(find<StepButton>(u"step-"_s + stepName(step)), Qt::LeftButton);
        QCOMPARE(int(m_view->current()), int(step));
        QCOMPARE(text(u"pageTitle"_s), stepTitle(step));
        QCOMPARE(text(u"pageWhy"_s), pageText(step, sample::untouched().profile).why);
        QCOMPARE(text(u"goingBackText"_s), pageText(step, sample::untouched().profile).goingBack);
        QCOMPARE(text(u"claim-0"_s),
                 checklist(step, {}, sample::untouched().profile).first().promise);
    }
}

// The real two-way street: a worker asks, a click answers.
void MigrationViewTest::anAnswerReachesTheRun()
{
    const Snapshot snapshot = sample::hostKeyAsked();
    RunControl control;
    connect(m_view.get(), &MigrationView::answered, m_view.get(),
            [&](const QString &id, const AnyAnswer &given) { control.answer(id, given); });
    std::atomic<bool> asked = false;
    control.setListeners([&](const Question &) { asked = true; }, {});
    AnyAnswer answer;
    std::jthread worker([&] { answer = control.ask(*snapshot.state.question); });
    QTRY_VERIFY(asked.load());
    m_view->show(snapshot);
    QVERIFY(text(u"questionText"_s).contains(u"SHA256:Jx1q9w0m3n"_s));
    click(u"answer-accept"_s);
    worker.join();
    QCOMPARE(answer, AnyAnswer(question::AcceptHostKey::Answer::Accept));
}

void MigrationViewTest::aQuestionIsAnsweredOnce()
{
    const QSignalSpy answers(m_view.get(), &MigrationView::answered);
    m_view->show(sample::startAsked());
    // An Enter in passing must never start a cutover.
    QCOMPARE(m_view->focusWidget()->objectName(), u"answer-wait"_s);
    click(u"answer-start"_s);
    click(u"answer-start"_s);
    click(u"answer-wait"_s);
    m_view->show(sample::startAsked()); // still the same question
    click(u"answer-wait"_s);
    QCOMPARE(answers.count(), 1);
    QCOMPARE(m_view->focusWidget()->objectName(), u"stepPage"_s); // not the first of the window
    QCOMPARE(answers.first(),
             (QVariantList{u"cutover/start"_s,
                           QVariant::fromValue(AnyAnswer(question::StartCutover::Answer::Start))}));
}

void MigrationViewTest::aSecretIsNoAnswer()
{
    QSignalSpy answers(m_view.get(), &MigrationView::answered);
    QString id;
    Secret given;
    connect(m_view.get(), &MigrationView::secretGiven, this,
            [&](const QString &question, const Secret &secret) {
                id = question;
                given = secret;
            });
    m_view->show(sample::secretAsked());
    auto *field = find<QLineEdit>(u"questionSecret"_s);
    QVERIFY(field->isVisible());
    QCOMPARE(int(field->echoMode()), int(QLineEdit::Password));
    QVERIFY(!find<QPushButton>(u"answer-given"_s)->isEnabled()); // nothing is typed yet
    QTest::keyClicks(field, u"c2VjcmV0"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(id, u"dns/secret"_s);
    QVERIFY(given == Secret("c2VjcmV0"));
    QCOMPARE(answers.count(), 0);
    QVERIFY(field->text().isEmpty());
    m_view->show(sample::startAsked());
    QVERIFY(!field->isVisible());
    m_view->show(sample::secretAsked());
    click(u"answer-skip"_s);
    QCOMPARE(answers.first(),
             (QVariantList{u"dns/secret"_s,
                           QVariant::fromValue(AnyAnswer(question::EnterSecret::Answer::Skip))}));
}

void MigrationViewTest::aQuestionTakesThePersonToItsPage()
{
    m_view->show(sample::untouched());
    m_view->goTo(StepId::Finish);
    m_view->show(sample::startAsked());
    QCOMPARE(int(m_view->current()), int(StepId::Disable));
    QVERIFY(find<QWidget>(u"question"_s)->isVisible());
    QVERIFY(text(u"questionText"_s).contains(u"3.1 s"_s));
    // Once: whoever then goes elsewhere is not pulled back.
    m_view->goTo(StepId::Ttl);
    m_view->show(sample::startAsked());
    QCOMPARE(int(m_view->current()), int(StepId::Ttl));
    QVERIFY(!find<QWidget>(u"question"_s)->isVisible());
}

void MigrationViewTest::theSameQuestionIsAskedAnew()
{
    Snapshot asks = sample::syncFailedWithinCutover();
    m_view->show(asks);
    click(u"answer-on"_s);
    QVERIFY(!find<QPushButton>(u"answer-on"_s)->isEnabled());
    m_view->show(asks);
    QVERIFY(!find<QPushButton>(u"answer-on"_s)->isEnabled());
    asks.state.questionAsked = asks.now.addSecs(-20);
    m_view->show(asks);
    QVERIFY(find<QPushButton>(u"answer-on"_s)->isEnabled());
    // Counted from the asking, not from the first look at it.
    QVERIFY2(text(u"questionCountdown"_s).contains(u" 40 s"_s),
             qPrintable(text(u"questionCountdown"_s)));
}

void MigrationViewTest::startIsNotStoppedByItsOwnClick()
{
    const QSignalSpy stops(m_view.get(), &MigrationView::stopRequested);
    m_view->show(sample::untouched());
    m_view->goTo(StepId::Precopy);
    connect(m_view.get(), &MigrationView::startRequested, m_view.get(),
            [this] { m_view->show(sample::precopyRuns()); });
    auto *start = find<QPushButton>(u"start"_s);
    start->setFocus();
    QTest::mouseClick(start, Qt::LeftButton);
    auto *stop = find<QPushButton>(u"stop"_s);
    QVERIFY(stop->isVisible());
    QVERIFY(!stop->hasFocus());
    const QPointF at = stop->rect().center();
    QMouseEvent second(QEvent::MouseButtonDblClick, at, stop->mapToGlobal(at), Qt::LeftButton,
                       Qt::LeftButton, {});
    QMouseEvent release(QEvent::MouseButtonRelease, at, stop->mapToGlobal(at), Qt::LeftButton, {},
                        {});
    QApplication::sendEvent(stop, &second);
    QApplication::sendEvent(stop, &release);
    QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, {}, {}, true);
    QApplication::sendEvent(stop, &held);
    QCOMPARE(stops.count(), 0);
    click(u"stop"_s); // that is meant
    QCOMPARE(stops.count(), 1);
}

void MigrationViewTest::goingBackHasItsOwnProgress()
{
    m_view->show(sample::goesBack());
    QVERIFY(find<QWidget>(u"wayBackCard"_s)->isVisible());
    QVERIFY(find<QPushButton>(u"stop"_s)->isVisible());
    QVERIFY(!find<QPushButton>(u"stop"_s)->isEnabled());
    QVERIFY(!text(u"pageHint"_s).isEmpty());
    m_view->show(sample::takenBack());
    QVERIFY(!find<QWidget>(u"wayBackCard"_s)->isVisible());
}

void MigrationViewTest::recordsCanBeCopied()
{
    m_view->show(sample::moved());
    m_view->goTo(StepId::Activate);
    QVERIFY(find<QWidget>(u"records"_s)->isVisible());
    click(u"copyRecords"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"IN AAAA 2001:db8::20"_s));
    m_view->goTo(StepId::Install);
    QVERIFY(!find<QWidget>(u"records"_s)->isVisible());
}

void MigrationViewTest::theRunTakesItsWatcherAlong()
{
    Snapshot snapshot = sample::syncRuns();
    m_view->show(snapshot);
    QCOMPARE(int(m_view->current()), int(StepId::Sync));
    snapshot.state = apply(
        snapshot.state, {snapshot.now, event::StepEnded{StepId::Sync, StepOutcome::Succeeded, {}}});
    m_view->show(snapshot);
    snapshot.state = apply(snapshot.state, {snapshot.now, event::StepStarted{StepId::Chown}});
    m_view->show(snapshot);
    QCOMPARE(int(m_view->current()), int(StepId::Chown));
}

void MigrationViewTest::aReaderIsLeftAlone()
{
    Snapshot snapshot = sample::syncRuns();
    m_view->show(snapshot);
    QTest::mouseClick(find<StepButton>(u"step-precopy"_s), Qt::LeftButton);
    snapshot.state = apply(
        snapshot.state, {snapshot.now, event::StepEnded{StepId::Sync, StepOutcome::Succeeded, {}}});
    snapshot.state = apply(snapshot.state, {snapshot.now, event::StepStarted{StepId::Chown}});
    m_view->show(snapshot);
    QCOMPARE(int(m_view->current()), int(StepId::Precopy));
}

void MigrationViewTest::startSaysHowFar()
{
    const QSignalSpy starts(m_view.get(), &MigrationView::startRequested);
    const QSignalSpy backs(m_view.get(), &MigrationView::goBackRequested);
    m_view->show(sample::untouched());
    m_view->goTo(StepId::Precopy);
    click(u"start"_s);
    m_view->goTo(StepId::Disable);
    click(u"start"_s);
    m_view->show(sample::killedWithinCutover());
    click(u"goBack"_s);
    QCOMPARE(starts.count(), 2);
    QCOMPARE(int(starts[0].first().value<StepId>()), int(StepId::Precopy));
    QCOMPARE(int(starts[1].first().value<StepId>()), int(StepId::Activate));
    QCOMPARE(backs.count(), 1);
}

// Enter, wherever the person is on the page: on to the next step, then its start.
void MigrationViewTest::enterLeadsOn()
{
    const QSignalSpy starts(m_view.get(), &MigrationView::startRequested);
    Snapshot snapshot = sample::installFailed();
    snapshot.state.steps[StepId::Install] = {};
    m_view->show(snapshot);
    m_view->goTo(StepId::Precopy);
    m_view->activateWindow();
    find<StepButton>(u"step-precopy"_s)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(int(m_view->current()), int(StepId::Install));
    QCOMPARE(starts.count(), 0);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"start"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(starts.count(), 1);
    QCOMPARE(int(starts.first().first().value<StepId>()), int(StepId::Install));
    // Another button that has the focus is the one that is meant.
    m_view->goTo(StepId::Precopy);
    find<QPushButton>(u"copyCommands"_s)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(int(m_view->current()), int(StepId::Precopy));
    // A question stands before everything.
    m_view->show(sample::startAsked());
    find<StepButton>(u"step-disable"_s)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(starts.count(), 1);
}

void MigrationViewTest::proofFillsIn()
{
    m_view->show(sample::syncFailedWithinCutover());
    QCOMPARE(int(m_view->current()), int(StepId::Sync));
    // Three were promised, and three are there; one was looked at.
    QCOMPARE(text(u"claim-2"_s), u"every queued message is on NEW, once"_s);
    QCOMPARE(text(u"seen-2"_s), u"queued messages on NEW: expected 14 of 14, saw 13 of 14"_s);
    QVERIFY(find<QLabel>(u"claim-0"_s) && !find<QLabel>(u"seen-0"_s));
    QVERIFY(!find<QLabel>(u"claim-3"_s));
    m_view->goTo(StepId::Disable);
    QCOMPARE(text(u"seen-2"_s), u"mail processes on OLD: none"_s);
}

void MigrationViewTest::closingAsksInThePage()
{
    const QSignalSpy agreed(m_view.get(), &MigrationView::closeAgreed);
    m_view->show(sample::precopyRuns());
    QVERIFY(!find<QWidget>(u"notice"_s)->isVisible());
    m_view->askWhetherToClose();
    QVERIFY(find<QWidget>(u"notice"_s)->isVisible());
    click(u"noticeNo"_s);
    QVERIFY(!find<QWidget>(u"notice"_s)->isVisible());
    QCOMPARE(agreed.count(), 0);
    m_view->askWhetherToClose();
    click(u"noticeYes"_s);
    QCOMPARE(agreed.count(), 1);
}

QTEST_MAIN(MigrationViewTest)
#include "tst_migration_view.moc"
