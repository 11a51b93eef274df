#include "tests/ui/sample_states.h"
#include "ui/words/banner_words.h"
#include "ui/words/checklist.h"
#include "ui/words/going_back.h"
#include "ui/words/page_actions.h"
#include "ui/words/page_text.h"
#include "ui/words/step_words.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

// What can be done on a page, in each snapshot.
class PageActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDoneLeadsOn();
    void startRunsUpToItsPage();
    void theCutoverStartsOnItsPageOnly();
    void anInterruptedCutoverGoesOnOrBack();
    void whatOldTookBackItselfStartsAnew();
    void pastTheCommitOldIsNotSaidToReturn();
    void aNewThatWasFoundServingIsFinished();
    void stopAtEveryPageStopsAtTheNextOne();
    void whileAskedTheQuestionIsTheWayToStop();
    void goingBackCannotBeStopped();
};

void PageActionsTest::whatIsDoneLeadsOn()
{
    Snapshot snapshot = sample::startAsked();
    snapshot.state.running = false;
    snapshot.state.question.reset();
    // Prepared: the decision, with what it costs; the step itself comes second.
    const PageActions install = pageActions(StepId::Install, snapshot);
    QVERIFY(install.goOn.text.contains(u"cutover"_s) && install.goOn.text.contains(u"3.1 s"_s));
    QVERIFY(install.goOn.runs);
    QCOMPARE(int(install.goOn.step), int(StepId::Activate));
    QCOMPARE(install.start, u"&Run again"_s);
    QCOMPARE(int(install.until), int(StepId::Install));
    // Left out: it comes first.
    snapshot.state.steps[StepId::Ttl].phase = StepPhase::NotStarted;
    QCOMPARE(int(pageActions(StepId::Install, snapshot).goOn.step), int(StepId::Ttl));
    QVERIFY(!pageActions(StepId::Install, snapshot).goOn.runs);
    QVERIFY(pageActions(StepId::Ttl, snapshot).goOn.text.isEmpty()); // not over
    snapshot.state.steps[StepId::Ttl].phase = StepPhase::Waiting;
    QVERIFY(pageActions(StepId::Ttl, snapshot).goOn.runs);
    QCOMPARE(int(pageActions(StepId::Activate, sample::moved()).goOn.step), int(StepId::Finish));
}

void PageActionsTest::startRunsUpToItsPage()
{
    for (const StepId page : {StepId::Preflight, StepId::Ttl, StepId::Precopy, StepId::Install}) {
        const PageActions actions = pageActions(page, sample::untouched());
        QCOMPARE(actions.start, u"&Start"_s);
        QCOMPARE(int(actions.until), int(page));
        QVERIFY(actions.stop.isEmpty());
        QCOMPARE(actions.hint.isEmpty(), page == StepId::Preflight);
    }
    // After a failure "go on" would read as "in spite of it".
    QCOMPARE(pageActions(StepId::Install, sample::installFailed()).start, u"Try a&gain"_s);
    QCOMPARE(pageActions(StepId::Preflight, sample::refused()).start, u"Check a&gain"_s);
    QCOMPARE(pageActions(StepId::Precopy, sample::unreachable()).start, u"Try a&gain"_s);
    Snapshot stopped = sample::precopyRuns();
    stopped.state = settled(stopped.state);
    QCOMPARE(pageActions(StepId::Precopy, stopped).start, u"Go &on"_s);
    const PageActions running = pageActions(StepId::Install, sample::precopyRuns());
    QVERIFY(running.start.isEmpty());
    QCOMPARE(running.stop, u"&Stop"_s);
}

void PageActionsTest::theCutoverStartsOnItsPageOnly()
{
    const Snapshot ready = sample::untouched();
    QCOMPARE(int(pageActions(StepId::Disable, ready).until), int(StepId::Activate));
    QVERIFY(!pageActions(StepId::Disable, ready).start.isEmpty());
    for (const StepId page :
         {StepId::Sync, StepId::Chown, StepId::Dns, StepId::Activate, StepId::Finish})
        QVERIFY2(pageActions(page, ready).start.isEmpty(), qPrintable(stepName(page)));
    QVERIFY(pageActions(StepId::Disable, sample::moved()).start.isEmpty());
    QVERIFY(!pageActions(StepId::Finish, sample::moved()).start.isEmpty());
}

void PageActionsTest::anInterruptedCutoverGoesOnOrBack()
{
    const PageActions actions = pageActions(StepId::Sync, sample::killedWithinCutover());
    QCOMPARE(int(actions.until), int(StepId::Activate));
    QVERIFY(!actions.start.isEmpty());
    QVERIFY(!actions.goBack.isEmpty());
    QVERIFY(pageActions(StepId::Disable, sample::takenBack()).goBack.isEmpty());
}

// OLD's timer went off: nothing of that cutover is true any more, and no page says so.
void PageActionsTest::whatOldTookBackItselfStartsAnew()
{
    const Snapshot snapshot = sample::wokenByItself();
    const PageActions actions = pageActions(StepId::Disable, snapshot);
    QCOMPARE(actions.start, u"Start the &cutover anew…"_s);
    QCOMPARE(int(actions.until), int(StepId::Activate));
    QCOMPARE(actions.goBack, u"Go &back"_s);
    QVERIFY2(!actions.hint.contains(u"unless"), qPrintable(actions.hint));
    QCOMPARE(int(stepMark(StepId::Disable, snapshot)), int(Mark::Open));
    for (const CheckLine &line :
         checklist(StepId::Disable, snapshot.state.step(StepId::Disable), snapshot.profile))
        QCOMPARE(int(line.mark), int(Mark::Open));
    const QString back = goingBackText(StepId::Disable, snapshot);
    QVERIFY2(!back.contains(u"starts the OLD machine"), qPrintable(back));
    QCOMPARE(migrationWords(snapshot), u"OLD took the cutover back by itself"_s);
    // Of who serves now nothing is known: both ways, as before.
    QCOMPARE(pageActions(StepId::Sync, sample::killedWithinCutover()).start,
             u"Go &on with the cutover"_s);
}

// OLD goes on by itself then, and serves no more: whoever waited for that would wait for ever.
void PageActionsTest::pastTheCommitOldIsNotSaidToReturn()
{
    Snapshot snapshot = sample::killedWithinCutover();
    snapshot.state.milestones.append({Milestone::HandingOver, snapshot.lastEvent});
    const QString hint = pageActions(StepId::Activate, snapshot).hint;
    QVERIFY2(hint.contains(u"does not serve again by itself"), qPrintable(hint));
    const QString back = goingBackText(StepId::Activate, snapshot);
    QVERIFY2(!back.contains(u"starts by itself"), qPrintable(back));
    const QString banner = bannerWords(snapshot).detail;
    QVERIFY2(!banner.contains(u"starts again by itself"), qPrintable(banner));
    snapshot.state.running = true;
    QVERIFY(!pageActions(StepId::Activate, snapshot).canStop);
    // Then a stop is no way back any more.
    snapshot.state.milestones.append({Milestone::Open, snapshot.lastEvent});
    snapshot.state.steps[StepId::Activate].phase = StepPhase::Running;
    QCOMPARE(pageActions(StepId::Activate, snapshot).stop, u"&Stop"_s);
    QVERIFY(pageActions(StepId::Activate, snapshot).canStop);
}

// Lost files, or another computer: what was found is enough to finish.
void PageActionsTest::aNewThatWasFoundServingIsFinished()
{
    Snapshot snapshot = sample::untouched();
    snapshot.state.milestones.append({Milestone::FoundOpen, snapshot.now});
    snapshot.state.serving = WhoServes::New;
    QVERIFY(!pageActions(StepId::Finish, snapshot).start.isEmpty());
    QVERIFY(pageActions(StepId::Disable, snapshot).start.isEmpty());
}

void PageActionsTest::stopAtEveryPageStopsAtTheNextOne()
{
    Snapshot snapshot = sample::killedWithinCutover();
    snapshot.profile.stopAtEveryPage = true;
    // OLD's timer runs on while the person reads.
    snapshot.now = snapshot.lastEvent.addSecs(snapshot.profile.autoRollbackSeconds - 90);
    QVERIFY(pageActions(StepId::Disable, snapshot).hint.contains(u"in 1 min 30 s"_s));
    snapshot.now = snapshot.now.addSecs(120);
    QVERIFY(pageActions(StepId::Disable, snapshot).hint.contains(u"by itself since"_s));
    QCOMPARE(int(pageActions(StepId::Disable, snapshot).until), int(StepId::Sync));
    Snapshot ready = sample::untouched();
    ready.profile.stopAtEveryPage = true;
    QCOMPARE(int(pageActions(StepId::Disable, ready).until), int(StepId::Disable));
}

void PageActionsTest::whileAskedTheQuestionIsTheWayToStop()
{
    QVERIFY(pageActions(StepId::Sync, sample::syncFailedWithinCutover()).stop.isEmpty());
    QVERIFY(!pageActions(StepId::Sync, sample::syncRuns()).stop.isEmpty());
}

void PageActionsTest::goingBackCannotBeStopped()
{
    const Snapshot snapshot = sample::goesBack();
    const PageActions actions = pageActions(StepId::Sync, snapshot);
    QVERIFY(!actions.stop.isEmpty() && !actions.canStop && !actions.hint.isEmpty());
    const QList<CheckLine> lines = goingBackLines(snapshot.state);
    QCOMPARE(lines.size(), 5);
    QCOMPARE(int(lines[1].mark), int(Mark::Done));
    QCOMPARE(int(lines[2].mark), int(Mark::Running));
    QCOMPARE(int(lines[4].mark), int(Mark::Open));
    QVERIFY(lines[4].promise.contains(u"records")); // users need not wait for a provider
    QVERIFY(pageActions(StepId::Sync, sample::syncRuns()).canStop);
    QCOMPARE(migrationWords(snapshot), u"at work: going back"_s);
}

QTEST_MAIN(PageActionsTest)
#include "tst_page_actions.moc"
