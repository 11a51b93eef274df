#include "core/migration/state.h"
#include "core/steps/disable.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

// What is told when a cutover is taken back.
class TakingBackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void afterOldsTimerItIsSaidToo();
    void onlyWhatWasBegunIsTakenBack();
    void whatIsUndoneIsProvenNoLonger();
};

// OLD's timer has lifted the hold already: without a word of it the cutover would stay
// open for ever, in the journal and in the window.
void TakingBackTest::afterOldsTimerItIsSaidToo()
{
    FakeMigration m;
    m.onOld->on(QString(), "");
    m.onNew->on(QString(), "");
    m.facts.cutover.id = u"c1"_s;
    m.records(HostState::Serving, HostState::Filled);
    const auto step = makeDisable();
    m.allow(*step);
    m.report.milestone(Milestone::Hold);
    m.report.serving(WhoServes::Nobody);
    step->undo(m.context);
    State state;
    for (const StampedEvent &event : std::as_const(m.events))
        state = apply(std::move(state), event);
    QVERIFY(isTakenBack(state) && !isCutoverOpen(state));
    QVERIFY(!state.outageSeconds()); // nobody knows how long it was
    QCOMPARE(state.serving, WhoServes::Old);
    QVERIFY(!m.onOld->ran(u"relaymove-auto-rollback"_s)); // nothing to be taken back on OLD
}

void TakingBackTest::onlyWhatWasBegunIsTakenBack()
{
    const QDateTime at = QDateTime::currentDateTimeUtc();
    const State never = apply({}, {at, event::Reached{Milestone::Back}});
    QVERIFY(!isTakenBack(never)); // the preparation failed, before any hold
    State state;
    int second = 0;
    for (const Milestone each : {Milestone::Hold, Milestone::Back, Milestone::Back})
        state = apply(std::move(state), {at.addSecs(++second), event::Reached{each}});
    QCOMPARE(state.milestones.size(), 2);
}

void TakingBackTest::whatIsUndoneIsProvenNoLonger()
{
    const QDateTime at = QDateTime::currentDateTimeUtc();
    const Claim claim{Proof::NothingListens, u"listeners"_s, u"none"_s, u"none"_s, true};
    State state = apply({}, {at, event::ClaimChecked{StepId::Disable, claim}});
    state = apply(std::move(state), {at, event::StepProgress{StepId::Disable, {u"x"_s, 1, 2}}});
    state =
        apply(std::move(state), {at, event::StepEnded{StepId::Disable, StepOutcome::Undone, {}}});
    QVERIFY(state.step(StepId::Disable).claims.isEmpty());
    QVERIFY(!state.step(StepId::Disable).progress);
}

QTEST_GUILESS_MAIN(TakingBackTest)
#include "tst_taking_back.moc"
