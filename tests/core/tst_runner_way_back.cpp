#include "core/base/failure.h"
#include "tests/fakes/scripted_move.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

// When the runner goes back, and when it refuses to, in every state that the hosts may be in.
class RunnerWayBackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldServesFirst();
    void aWayBackThatFailsGoesNoFurther();
    void inDoubtNobodyIsSentBack_data();
    void inDoubtNobodyIsSentBack();
    void anOldThatReturnsHeldIsNotSentBack();
    void afterTheCommitPointNobodyIsSentBack();
    void aStopInTheCutoverGoesBack();
    void aStopWhileAFailureIsDecidedGoesBack();
    void aStopBetweenTwoStepsAsks();
    void onceNewServesAStopIsAStop();
    void theWayBackIsStoppedByNothing();
    void goingBackIsRefused_data();
    void goingBackIsRefused();
    void goingBackAsksNewNothing();
    void aCutoverThatOldWentBackFromIsOverForNew_data();
    void aCutoverThatOldWentBackFromIsOverForNew();
    void aNewThatIsLost();
    void aNewThatIsLostAndReplaced();
};

// Its users wait: nothing of NEW's comes before it, and the records come last.
void RunnerWayBackTest::oldServesFirst()
{
    ScriptedMove move;
    move.isDoneTo(StepId::Dns);
    move.records(HostState::Held, HostState::Filled);
    bool serves = false;
    move.whenUndone[StepId::Disable] = [&] { serves = true; };
    for (const StepId later : {StepId::Activate, StepId::Sync, StepId::Chown, StepId::Dns})
        move.whenUndone[later] = [&] { QVERIFY(serves); };
    QCOMPARE(move.rollback(), StepOutcome::Undone);
    QCOMPARE(move.undone(), wholeWayBack);
    for (const event::StepEnded &ended : move.told<event::StepEnded>())
        QCOMPARE(ended.outcome, StepOutcome::Undone);
    QCOMPARE(move.told<event::StepEnded>().size(), 5);
}

// An OLD that does not serve must not lose the records that lead to where mail can be served.
void RunnerWayBackTest::aWayBackThatFailsGoesNoFurther()
{
    ScriptedMove move;
    move.records(HostState::Held, HostState::Filled);
    move.whenUndone[StepId::Disable] = breaks;
    QCOMPARE(move.rollback(), StepOutcome::Failed);
    QCOMPARE(move.undone(), QStringList{u"undo disable"_s});
}

void RunnerWayBackTest::inDoubtNobodyIsSentBack_data()
{
    QTest::addColumn<bool>("oldIsGone");
    QTest::addColumn<bool>("newIsGone");
    QTest::addColumn<bool>("begun");
    QTest::addColumn<bool>("isAsked");
    QTest::newRow("neither can be asked") << true << true << true << false;
    QTest::newRow("OLD can't be asked") << true << false << true << false;
    QTest::newRow("neither, before the commit was begun") << true << true << false << true;
    QTest::newRow("OLD holds, by its own word") << false << true << true << true;
}

// Two hosts that serve are worse than a wait.
void RunnerWayBackTest::inDoubtNobodyIsSentBack()
{
    QFETCH(bool, oldIsGone);
    QFETCH(bool, newIsGone);
    QFETCH(bool, begun);
    QFETCH(bool, isAsked);
    ScriptedMove move;
    move.whenRun[StepId::Activate] = [&] {
        move.facts.cutover.commitStarted = begun;
        move.onOld->setGone(oldIsGone);
        move.onNew->setGone(newIsGone);
        breaks();
    };
    QCOMPARE(move.run(), StepOutcome::Failed);
    QCOMPARE(move.asked.last().is<question::GoOnOrBack>(), isAsked);
    QCOMPARE(!move.undone().isEmpty(), isAsked && !oldIsGone); // whom it would reach
}

// OLD was taken for lost, NEW was opened without it, and now OLD is there again.
void RunnerWayBackTest::anOldThatReturnsHeldIsNotSentBack()
{
    ScriptedMove move;
    move.isDoneTo(StepId::Dns);
    move.records(HostState::Held, HostState::Settled);
    move.whenRun[StepId::Activate] = breaks;
    QCOMPARE(move.run(), StepOutcome::Failed);
    QVERIFY(move.asked.isEmpty());
    QVERIFY(move.undone().isEmpty());
    for (const event::Serving &told : move.told<event::Serving>())
        QCOMPARE(told.who, WhoServes::New);
    for (const event::Reached &reached : move.told<event::Reached>())
        QCOMPARE(reached.milestone, Milestone::FoundOpen);
}

void RunnerWayBackTest::afterTheCommitPointNobodyIsSentBack()
{
    for (const HostState onOld : {HostState::Committed, HostState::Forwarding}) {
        for (const HostState onNew : {HostState::Open, HostState::Settled}) {
            ScriptedMove move;
            move.whenRun[StepId::Activate] = [&] {
                move.records(onOld, onNew);
                breaks();
            };
            QCOMPARE(move.run(), StepOutcome::Failed);
            QVERIFY(move.asked.last().is<question::StartCutover>());
            QVERIFY(move.undone().isEmpty());
        }
    }
}

// "Back" was the person's answer: nobody is asked a second time.
void RunnerWayBackTest::aStopInTheCutoverGoesBack()
{
    ScriptedMove move;
    move.whenRun[StepId::Sync] = [&] {
        QVERIFY(move.control.isUninterruptible());
        move.control.stop();
        move.source.run(Command{"true"}); // the command in hand ends; then it asks
    };
    QCOMPARE(move.run(), StepOutcome::Cancelled);
    QCOMPARE(move.asked.size(), 2);
    QVERIFY(move.asked.last().is<question::GoOnOrBack>());
    QCOMPARE(move.undone(), wholeWayBack);
}

// Whoever closes the window at "go on, or back?" leaves nobody serving else.
void RunnerWayBackTest::aStopWhileAFailureIsDecidedGoesBack()
{
    for (const bool isBefore : {false, true}) {
        ScriptedMove move;
        move.control.setAnswerSource([&](const Question &question) -> std::optional<AnyAnswer> {
            if (!question.is<question::GoOnOrBack>())
                return move.answer(question);
            if (!isBefore)
                move.control.stop();
            return isBefore ? std::optional<AnyAnswer>(question::GoOnOrBack::Answer::Back)
                            : std::nullopt;
        });
        move.whenRun[StepId::Sync] = [&] {
            move.records(HostState::Held, HostState::Fenced);
            if (isBefore)
                move.control.stop(); // in the command that fails
            breaks();
        };
        QCOMPARE(move.run(), StepOutcome::Failed);
        QCOMPARE(move.undone(), wholeWayBack);
    }
}

void RunnerWayBackTest::aStopBetweenTwoStepsAsks()
{
    ScriptedMove move;
    move.answers[u"cutover/go-on-or-back"_s] = question::GoOnOrBack::Answer::On;
    move.whenInspected[StepId::Chown] = [&] {
        move.control.stop();
        move.source.run(Command{"true"});
        move.whenInspected.remove(StepId::Chown);
    };
    QCOMPARE(move.run(), StepOutcome::Succeeded);
    QVERIFY(move.asked.last().is<question::GoOnOrBack>());
    QVERIFY(move.undone().isEmpty());
}

// cmdeploy's last stage takes a minute; "or back?" would be a question without a way.
void RunnerWayBackTest::onceNewServesAStopIsAStop()
{
    ScriptedMove move;
    move.isDoneTo(StepId::Dns);
    move.records(HostState::Forwarding, HostState::Settled);
    move.found[StepId::Activate] = Inspection::partial(u"cmdeploy's activate"_s);
    move.whenRun[StepId::Activate] = [&] {
        move.control.stop();
        move.source.run(Command{"true"});
    };
    QCOMPARE(move.run(), StepOutcome::Cancelled);
    QVERIFY(move.asked.isEmpty());
    QVERIFY(move.undone().isEmpty());
}

// Half of it is a relay that nobody serves.
void RunnerWayBackTest::theWayBackIsStoppedByNothing()
{
    ScriptedMove move;
    move.records(HostState::Held, HostState::Filled);
    move.whenUndone[StepId::Disable] = [&] {
        move.control.stop();
        move.source.run(Command{"true"});
    };
    QCOMPARE(move.rollback(), StepOutcome::Undone);
    QCOMPARE(move.undone(), wholeWayBack);
    QVERIFY(move.asked.isEmpty());
}

void RunnerWayBackTest::goingBackIsRefused_data()
{
    using enum HostState;
    QTest::addColumn<int>("onOld");
    QTest::addColumn<int>("onNew");
    QTest::addColumn<bool>("saysNewIsGone");
    QTest::addColumn<int>("where");
    QTest::addColumn<QString>("remedy"); // the word that leads on, if there is one
    const auto row = [](const char *name, int onOld, int onNew, bool said, Role where,
                        const QString &remedy) {
        QTest::newRow(name) << onOld << onNew << said << int(where) << remedy;
    };
    row("no move", nothing, nothing, false, Role::Old, {});
    row("OLD forwards", int(Forwarding), int(Settled), false, Role::New, u"roles exchanged"_s);
    row("OLD forwards, NEW is lost", int(Forwarding), gone, true, Role::New, u"roles exchanged"_s);
    row("NEW is open", int(Committed), int(Open), false, Role::New, u"roles exchanged"_s);
    row("NEW is settled", int(Committed), int(Settled), false, Role::New, u"roles exchanged"_s);
    row("NEW can't be asked", int(Committed), gone, false, Role::New, u"--new-is-gone"_s);
    row("NEW is another machine", int(Committed), nothing, false, Role::Old, u"--new-is-gone"_s);
    row("NEW answers", int(Committed), int(Filled), true, Role::New, u"without --new-is-gone"_s);
}

void RunnerWayBackTest::goingBackIsRefused()
{
    QFETCH(int, onOld);
    QFETCH(int, onNew);
    QFETCH(bool, saysNewIsGone);
    QFETCH(int, where);
    QFETCH(QString, remedy);
    ScriptedMove move;
    move.be(onOld, onNew);
    move.context.words.newIsGone = saysNewIsGone;
    QCOMPARE(move.rollback(), StepOutcome::Failed);
    QVERIFY(move.undone().isEmpty());
    QVERIFY(move.failure().is<failure::Refused>());
    QCOMPARE(move.failure().where, Role(where));
    QVERIFY2(explain(move.failure()).next.contains(remedy),
             qPrintable(explain(move.failure()).next));
}

// OLD's own record allows it; a NEW that can't be reached takes no time either.
void RunnerWayBackTest::goingBackAsksNewNothing()
{
    for (const HostState state : {HostState::Serving, HostState::Held}) {
        ScriptedMove move;
        move.be(int(state), gone);
        qsizetype before = -1;
        move.whenUndone[StepId::Disable] = [&] { before = move.ran.filter(u"NEW "_s).size(); };
        QCOMPARE(move.rollback(), StepOutcome::Undone);
        QCOMPARE(before, state == HostState::Held ? 0 : 1); // for its lease
        QVERIFY(move.asked.isEmpty());
    }
}

void RunnerWayBackTest::aCutoverThatOldWentBackFromIsOverForNew_data()
{
    QTest::addColumn<int>("old");
    QTest::addColumn<int>("next");
    QTest::addColumn<bool>("isOver");
    using enum HostState;
    QTest::newRow("nobody told NEW") << int(Serving) << int(Filled) << true;
    QTest::newRow("it is fenced") << int(Serving) << int(Fenced) << false;
    QTest::newRow("it was to open, and has restarted") << int(Serving) << int(Open) << true;
    QTest::newRow("OLD holds") << int(Held) << int(Filled) << false;
    QTest::newRow("OLD has handed over") << int(Committed) << int(Filled) << false;
}

void RunnerWayBackTest::aCutoverThatOldWentBackFromIsOverForNew()
{
    QFETCH(int, old);
    QFETCH(int, next);
    QFETCH(bool, isOver);
    ScriptedMove move;
    move.be(old, next);
    if (next == int(HostState::Open))
        move.onNew->on(u"record/values"_s,
                       u"migration=%1\ncutover=c1\nstate=open\n"_s.arg(move.profile.id).toUtf8());
    move.run(StepId::Preflight);
    const bool isTold = move.placeOf(u"c1 %1 fenced"_s.arg(stateName(HostState(next)))) >= 0;
    QVERIFY2(isTold == isOver, qPrintable(move.ran.join(u'\n')));
}

void RunnerWayBackTest::aNewThatIsLost()
{
    ScriptedMove move;
    move.be(int(HostState::Committed), gone);
    move.answers[u"cutover/new-is-gone"_s] = question::NewIsGone::Answer::Gone;
    QCOMPARE(move.rollback(), StepOutcome::Undone);
    QVERIFY(move.newIsSaidGone); // OLD is told so, or it would refuse
    QCOMPARE(move.asked.size(), 1);
    QCOMPARE(answerWord(silence(move.asked.first().what)), u"wait"_s);
}

// The profile names its successor already.
void RunnerWayBackTest::aNewThatIsLostAndReplaced()
{
    ScriptedMove move;
    move.be(int(HostState::Committed), nothing);
    move.context.words.newIsGone = true;
    QCOMPARE(move.rollback(), StepOutcome::Undone);
    QVERIFY(move.newIsSaidGone); // OLD looks whether it answers
}

QTEST_GUILESS_MAIN(RunnerWayBackTest)
#include "tst_runner_way_back.moc"
