#include "core/base/amounts.h"
#include "core/base/failure.h"
#include "core/engine/question_text.h"
#include "core/host/guard_codes.h"
#include "tests/fakes/scripted_move.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

// What becomes of a move when its steps succeed, fail and are stopped.
class RunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMoveFromItsBeginningToItsEnd();
    void whatIsDoneIsSkipped();
    void nothingStopsBeforeThePersonSaysSo();
    void aCutoverThatWasAgreedToIsNotAskedAboutAgain();
    void runIsNotBelieved();
    void aClaimThatDoesNotHoldFails();
    void aConflictIsRefusedUntouched();
    void whatWaitsIsNotRunAndHoldsNobodyUp();
    void whatWasNotAnnouncedIsNotRun();
    void whatWasLearnedGoesToBothHosts();
    void aFailureBeforeTheCutoverUndoesNothing();
    void onlyPrepared();
    void tryAgainLooksAtTheWholeCutover();
    void unansweredGoesBack();
    void anOldThatServesAgainIsToldOf();
    void aStopBeforeItIsNoFailure();
    void leasesAreGivenBackHoweverItEnds_data();
    void leasesAreGivenBackHoweverItEnds();
    void aLeaseThatWasNotTakenIsNotGivenBack();
    void withoutOldOnlyWhatNewDoesIsLeft();
};

void RunnerTest::aMoveFromItsBeginningToItsEnd()
{
    ScriptedMove move;
    QCOMPARE(move.run(), StepOutcome::Succeeded);
    QStringList expected;
    for (const StepId id : allSteps())
        expected << u"run "_s + stepName(id);
    QCOMPARE(move.ranSteps(), expected);
    QCOMPARE(move.asked.size(), 1); // the one decision
    QVERIFY(move.undone().isEmpty());
    QVERIFY(!move.control.isUninterruptible());
}

void RunnerTest::whatIsDoneIsSkipped()
{
    ScriptedMove move;
    QList<StepId> before = stepsOf(Stage::Before);
    const StepId last = before.takeLast();
    move.isDoneTo(before.last());
    QCOMPARE(move.run(last), StepOutcome::Succeeded);
    QCOMPARE(move.ranSteps(), QStringList{u"run "_s + stepName(last)});
    QCOMPARE(move.told<event::StepSkipped>().size(), before.size());
}

void RunnerTest::nothingStopsBeforeThePersonSaysSo()
{
    ScriptedMove move;
    move.answers[u"cutover/start"_s] = question::StartCutover::Answer::Wait;
    QCOMPARE(move.run(), StepOutcome::Cancelled);
    QCOMPARE(move.ranSteps().last(), u"run install"_s);
    QVERIFY(move.undone().isEmpty());
}

// It may have been begun before a crash: users wait.
void RunnerTest::aCutoverThatWasAgreedToIsNotAskedAboutAgain()
{
    ScriptedMove move;
    move.isDoneTo(StepId::Disable);
    move.records(HostState::Held, HostState::Fenced);
    QCOMPARE(move.run(StepId::Sync), StepOutcome::Succeeded);
    QVERIFY(move.asked.isEmpty());
}

void RunnerTest::runIsNotBelieved()
{
    ScriptedMove move;
    move.found[StepId::Ttl] = Inspection::absent(u"the TTL is 3600 still"_s);
    QCOMPARE(move.run(), StepOutcome::Failed);
    QVERIFY(move.failure().is<failure::NotDone>());
    QCOMPARE(move.failure().as<failure::NotDone>()->missing, u"the TTL is 3600 still"_s);
    QCOMPARE(move.failure().step, u"ttl"_s);
}

void RunnerTest::aClaimThatDoesNotHoldFails()
{
    ScriptedMove move;
    move.claims[StepId::Ttl] = {{Proof::LowTtl, u"a"_s, u"1"_s, u"1"_s, true},
                                {Proof::LowTtl, u"b"_s, u"1"_s, u"2"_s, false},
                                {Proof::LowTtl, u"c"_s, u"1"_s, u"1"_s, true}};
    QCOMPARE(move.run(), StepOutcome::Failed);
    QVERIFY(move.failure().is<failure::ClaimFalse>());
    QCOMPARE(move.told<event::ClaimChecked>().size(), 2); // the false one is told, too
    QCOMPARE(move.ranSteps().last(), u"run ttl"_s);
}

void RunnerTest::aConflictIsRefusedUntouched()
{
    ScriptedMove move;
    const QList<StepId> before = stepsOf(Stage::Before);
    move.found[before.last()] = Inspection::conflict(u"another relay"_s);
    QCOMPARE(move.run(), StepOutcome::Failed);
    QVERIFY(move.failure().is<failure::Refused>());
    QCOMPARE(move.failure().as<failure::Refused>()->what, u"another relay"_s);
    QCOMPARE(move.ranSteps().size(), before.size() - 1);
}

void RunnerTest::whatWaitsIsNotRunAndHoldsNobodyUp()
{
    ScriptedMove move;
    move.found[StepId::Ttl] = Inspection::waiting(u"until noon"_s);
    QCOMPARE(move.run(StepId::Precopy), StepOutcome::Succeeded);
    QCOMPARE(move.ranSteps(), (QStringList{u"run preflight"_s, u"run precopy"_s}));
    QCOMPARE(move.told<event::StepWaiting>().size(), 1);
}

void RunnerTest::whatWasNotAnnouncedIsNotRun()
{
    ScriptedMove move;
    move.plans[StepId::Ttl] = {{Role::Old, Purpose::Look, Command{"look", "{at}"}, u"why"_s}};
    move.whenRun[StepId::Ttl] = [&] {
        move.source.run(Command{"look", "{at}"}.with("at", u"this"_s));
        move.source.run({"touch", "this"});
    };
    QCOMPARE(move.run(), StepOutcome::Failed);
    QVERIFY(move.failure().is<failure::Undescribed>());
    QVERIFY(move.onOld->ran(u"look this"_s));
    QVERIFY(!move.onOld->ran(u"touch"_s));
    // What one step announced is not another's.
    ScriptedMove next;
    next.plans = move.plans;
    next.whenRun[StepId::Precopy] = [&] {
        next.source.run(Command{"look", "{at}"}.with("at", u"this"_s));
    };
    QCOMPARE(next.run(), StepOutcome::Failed);
    QVERIFY(!next.onOld->ran(u"look this"_s));
}

// After each step that nobody waits for: this computer may be lost at any time.
void RunnerTest::whatWasLearnedGoesToBothHosts()
{
    ScriptedMove move;
    const auto kept = [&] {
        return move.ran.filter(u"/etc/relaymove/facts.json"_s).filter(u"write"_s);
    };
    for (const StepId id : stepsOf(Stage::Before)) {
        move.ran.clear();
        QCOMPARE(move.run(id), StepOutcome::Succeeded);
        QCOMPARE(kept().size(), 2);
    }
    move.ran.clear();
    QCOMPARE(move.run(), StepOutcome::Succeeded);
    QVERIFY(kept().isEmpty()); // disable's own matter
}

void RunnerTest::aFailureBeforeTheCutoverUndoesNothing()
{
    ScriptedMove move;
    move.whenRun[StepId::Precopy] = breaks;
    QCOMPARE(move.run(), StepOutcome::Failed);
    QCOMPARE(move.ranSteps().last(), u"run precopy"_s);
    QVERIFY(move.undone().isEmpty());
    QVERIFY(move.asked.isEmpty());
}

// OLD serves: there is nothing to ask about, and nothing to go back from but this step.
void RunnerTest::onlyPrepared()
{
    ScriptedMove move;
    move.whenRun[StepId::Disable] = breaks;
    QCOMPARE(move.run(), StepOutcome::Failed);
    QCOMPARE(move.undone(), QStringList{u"undo disable"_s});
    QCOMPARE(move.asked.size(), 1); // whether to start
    // The same failure after the hold is another matter.
    ScriptedMove held;
    held.whenRun[StepId::Disable] = [&] {
        held.records(HostState::Held, HostState::Fenced);
        breaks();
    };
    QCOMPARE(held.run(), StepOutcome::Failed);
    QVERIFY(held.asked.last().is<question::GoOnOrBack>());
    QCOMPARE(held.undone(), wholeWayBack);
}

// What the failed step left is true by then; OLD's hold may be gone as well.
void RunnerTest::tryAgainLooksAtTheWholeCutover()
{
    ScriptedMove move;
    move.answers[u"cutover/chown/failed"_s] = question::GoOnOrBack::Answer::On;
    int times = 0;
    move.whenRun[StepId::Chown] = [&] {
        if (++times < 3)
            breaks();
    };
    QCOMPARE(move.run(), StepOutcome::Succeeded);
    QCOMPARE(times, 3);
    const QStringList again{u"run chown"_s, u"inspect disable"_s, u"inspect sync"_s,
                            u"inspect chown"_s, u"run chown"_s};
    QCOMPARE(move.did.mid(move.did.indexOf(u"run chown"_s), 5), again);
    QVERIFY(move.undone().isEmpty());
    QCOMPARE(move.did.count(u"run disable"_s), 1); // it was whole still
    QCOMPARE(move.asked.size(), 3);                // the start, and once a failure
}

void RunnerTest::unansweredGoesBack()
{
    ScriptedMove move;
    move.whenRun[StepId::Sync] = breaks;
    QCOMPARE(move.run(), StepOutcome::Failed);
    const Question &question = move.asked.last();
    QVERIFY(question.is<question::GoOnOrBack>());
    QVERIFY(question.timeout); // else silence would never end
    QCOMPARE(answerWord(silence(question.what)), u"back"_s);
    QCOMPARE(move.undone(), wholeWayBack);
    QVERIFY(!move.control.isUninterruptible());
}

// This computer slept, or a stop took too long: a command that comes late is refused by an OLD
// that serves. Whoever hears that it failed hears who serves, too.
void RunnerTest::anOldThatServesAgainIsToldOf()
{
    ScriptedMove move;
    move.whenRun[StepId::Sync] = [&] {
        move.records(HostState::Serving, HostState::Fenced);
        move.report.serving(WhoServes::Nobody);
        throw Failure{failure::StateRefused{u"serving"_s, u"c1"_s, u"stop"_s}, Role::Old};
    };
    QCOMPARE(move.run(), StepOutcome::Failed);
    State state;
    for (const StampedEvent &event : move.events) {
        state = apply(std::move(state), event);
        const auto *ended = std::get_if<event::StepEnded>(&event.event);
        if (ended && ended->failure)
            QCOMPARE(state.serving, WhoServes::Old);
    }
}

void RunnerTest::aStopBeforeItIsNoFailure()
{
    ScriptedMove move;
    move.whenRun[StepId::Precopy] = [&] {
        move.control.stop();
        move.source.run(Command{"true"});
    };
    QCOMPARE(move.run(), StepOutcome::Cancelled);
    QVERIFY(move.undone().isEmpty());
    const event::StepEnded last = move.told<event::StepEnded>().last();
    QCOMPARE(last.step, StepId::Precopy);
    QCOMPARE(last.outcome, StepOutcome::Cancelled);
    QVERIFY(!last.failure);
}

void RunnerTest::leasesAreGivenBackHoweverItEnds_data()
{
    QTest::addColumn<int>("outcome");
    QTest::newRow("succeeded") << int(StepOutcome::Succeeded);
    QTest::newRow("failed") << int(StepOutcome::Failed);
    QTest::newRow("cancelled") << int(StepOutcome::Cancelled);
}

void RunnerTest::leasesAreGivenBackHoweverItEnds()
{
    QFETCH(int, outcome);
    ScriptedMove move;
    move.whenRun[StepId::Ttl] = [&] {
        if (outcome == int(StepOutcome::Failed))
            breaks();
        if (outcome == int(StepOutcome::Cancelled))
            throw Cancelled{};
    };
    QCOMPARE(int(move.run(StepId::Ttl)), outcome);
    for (const auto &host : {move.onOld, move.onNew})
        QVERIFY(host->lines().last().startsWith(u"/etc/relaymove/guard give"_s));
}

void RunnerTest::aLeaseThatWasNotTakenIsNotGivenBack()
{
    ScriptedMove move;
    move.be(int(HostState::Held), gone);
    QCOMPARE(move.rollback(), StepOutcome::Undone);
    QVERIFY(move.onOld->ran(u"guard give"_s));
    QVERIFY(!move.onNew->ran(u"guard give"_s));
    // One that another computer has ends the run before it changes anything.
    ScriptedMove taken;
    taken.onOld->on(u"guard take"_s,
                    FakeTransport::Answer{.out = "",
                                          .exitCode = guardcode::otherLease,
                                          .err = "relaymove-guard: role=old who=bob@desk\n"});
    QCOMPARE(taken.rollback(), StepOutcome::Failed);
    QVERIFY(taken.failure().is<failure::LeaseTaken>());
    QVERIFY(taken.did.isEmpty());
    QVERIFY(!taken.onOld->ran(u"guard give"_s));
}

void RunnerTest::withoutOldOnlyWhatNewDoesIsLeft()
{
    ScriptedMove move;
    move.be(gone, int(HostState::Filled));
    move.context.words.oldIsGone = true;
    move.onNew->on(u"stat -c %Y"_s, "1790000000\n");
    QCOMPARE(move.run(), StepOutcome::Failed); // nobody has said so
    QVERIFY(move.failure().is<failure::Refused>());
    QVERIFY(!move.onNew->ran(u"old-is-gone said"_s));
    QVERIFY(move.did.isEmpty());
    const QString since = localMoment(QDateTime::fromSecsSinceEpoch(1790000000));
    QVERIFY(questionText(move.asked.last()).contains(u"served nobody since "_s + since));
    move.answers[u"activate/old-is-gone"_s] = question::OldIsGone::Answer::Gone;
    QCOMPARE(move.run(), StepOutcome::Succeeded);
    QVERIFY(move.onNew->ran(u"old-is-gone said"_s));
    QCOMPARE(move.ranSteps(), (QStringList{u"run dns"_s, u"run activate"_s, u"run finish"_s}));
    ScriptedMove there;
    there.be(int(HostState::Held), int(HostState::Filled));
    there.context.words.oldIsGone = true;
    QCOMPARE(there.run(), StepOutcome::Failed);
    QCOMPARE(there.failure().where, Role::Old);
    QVERIFY(there.did.isEmpty());
}

QTEST_GUILESS_MAIN(RunnerTest)
#include "tst_runner.moc"
