#include "core/base/failure.h"
#include "core/engine/lost_hosts.h"
#include "core/migration/state.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// Instead of a host's state: no record of a move, and a host that does not answer.
constexpr int none = -1, silent = -2;

State stateOf(const QList<StampedEvent> &events)
{
    State state;
    for (const StampedEvent &event : events)
        state = apply(std::move(state), event);
    return state;
}

Failure unreachable(Role where) { return {failure::Unreachable{}, where}; }

} // namespace

// What a run tells of who serves: as the hosts' records have it, and not as it was when somebody
// last looked.
class WhoServesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreThoseThatAreWrittenDown();
    void theRecordsTell_data();
    void theRecordsTell();
    void anOpenNewThatRestartedServesNobody();
    void anOldThatReturnsDoesNotServeYet();
    void aCommitThatWasNoneIsForgotten();
    void whatIsFoundIsTakenInOnce();
    void beforeAnybodyIsAskedNothingIsSaid();
    void whoCantBeAskedMayHaveTurned();
    void pastTheCommitOldDoesNotServeByItself();
};

// In journals, in JSON, and in the record that guard.sh keeps.
void WhoServesTest::namesAreThoseThatAreWrittenDown()
{
    QStringList names;
    for (int who = int(WhoServes::Unknown); who <= int(WhoServes::Both); ++who)
        names << whoServesName(WhoServes(who));
    for (int state = int(HostState::Serving); state <= int(HostState::Settled); ++state)
        names << stateName(HostState(state));
    QCOMPARE(names.join(u' '), u"unknown unasked OLD NEW nobody committed both serving held "
                               "committed forwarding fenced filled open settled"_s);
}

void WhoServesTest::theRecordsTell_data()
{
    using enum HostState;
    QTest::addColumn<int>("old");
    QTest::addColumn<int>("next");
    QTest::addColumn<WhoServes>("serving"); // Unknown: nothing is told
    QTest::addColumn<bool>("isOpen");       // the cutover
    const auto row = [](const char *name, int old, int next, WhoServes serving, bool isOpen) {
        QTest::newRow(name) << old << next << serving << isOpen;
    };
    row("nothing was begun", none, none, WhoServes::Old, false);
    row("OLD serves", int(Serving), int(Fenced), WhoServes::Old, false);
    row("it has gone back", int(Serving), int(Filled), WhoServes::Old, false);
    row("it holds", int(Held), int(Fenced), WhoServes::Nobody, true);
    row("it holds, NEW is silent", int(Held), silent, WhoServes::Nobody, true);
    row("it has handed over", int(Committed), int(Filled), WhoServes::Nobody, true);
    row("it has, and NEW is silent", int(Committed), silent, WhoServes::Unknown, false);
    row("NEW is open", int(Committed), int(Open), WhoServes::New, false);
    row("NEW is settled", int(Forwarding), int(Settled), WhoServes::New, false);
    row("OLD is gone", silent, int(Settled), WhoServes::New, false);
    row("OLD is silent", silent, int(Filled), WhoServes::Unknown, false);
}

void WhoServesTest::theRecordsTell()
{
    QFETCH(int, old);
    QFETCH(int, next);
    QFETCH(WhoServes, serving);
    QFETCH(bool, isOpen);
    FakeMigration m;
    const auto record = [&](int state) -> std::optional<HostRecord> {
        if (state == silent)
            return std::nullopt;
        if (state == none)
            return HostRecord{};
        HostRecord found{.migration = m.profile.id, .cutover = u"c1"_s, .state = HostState(state)};
        found.isOpened = true;
        return found;
    };
    m.events.clear();
    tellWhoServes(m.context, {record(old), record(next)});
    const State state = stateOf(m.events);
    QCOMPARE(state.isServingHeard, serving != WhoServes::Unknown);
    if (serving != WhoServes::Unknown)
        QCOMPARE(state.serving, serving);
    QCOMPARE(isCutoverOpen(state), isOpen);
    QCOMPARE(isOpened(state), serving == WhoServes::New);
    QCOMPARE(isCommitted(state), isOpen && old == int(HostState::Committed));
}

// It is fenced until OLD, which may have been told that it is gone, says so once more.
void WhoServesTest::anOpenNewThatRestartedServesNobody()
{
    FakeMigration m;
    HostRecord next{.migration = m.profile.id, .cutover = u"c1"_s, .state = HostState::Open};
    for (const HostState old : {HostState::Committed, HostState::Serving}) {
        m.events.clear();
        tellWhoServes(
            m.context,
            {HostRecord{.migration = m.profile.id, .cutover = u"c1"_s, .state = old}, next});
        QCOMPARE(stateOf(m.events).serving,
                 old == HostState::Serving ? WhoServes::Old : WhoServes::Nobody);
    }
}

// It may serve, and a service of its has not started.
void WhoServesTest::anOldThatReturnsDoesNotServeYet()
{
    FakeMigration m;
    m.events.clear();
    tellWhoServes(m.context, {HostRecord{.migration = m.profile.id,
                                         .cutover = u"c1"_s,
                                         .state = HostState::Serving,
                                         .noted = {u"returning"_s}},
                              {}});
    QVERIFY(m.events.isEmpty());
}

// OLD could not tell NEW, and holds: its timer makes it serve.
void WhoServesTest::aCommitThatWasNoneIsForgotten()
{
    FakeMigration m;
    m.events.clear();
    for (const Milestone each : {Milestone::Hold, Milestone::HandingOver, Milestone::FoundHeld})
        m.report.milestone(each);
    QVERIFY(!isCommitted(stateOf(m.events)));
    QVERIFY(isCutoverOpen(stateOf(m.events)));
}

// Each run finds it, and only the first was news; the outage that was seen stays known.
void WhoServesTest::whatIsFoundIsTakenInOnce()
{
    FakeMigration m;
    m.events.clear();
    for (const Milestone each : {Milestone::Hold, Milestone::HandingOver, Milestone::FoundHeld,
                                 Milestone::HandingOver, Milestone::Open, Milestone::FoundOpen})
        m.report.milestone(each);
    const State state = stateOf(m.events);
    QCOMPARE(state.milestones.size(), 3);
    QVERIFY(state.outageSeconds());
}

void WhoServesTest::beforeAnybodyIsAskedNothingIsSaid()
{
    FakeMigration m;
    m.events.clear();
    m.report.serving(WhoServes::Old);
    m.report.event(event::RunStarted{m.profile.id, u"run"_s, {}});
    QCOMPARE(servedBy(stateOf(m.events), {}), WhoServes::Unasked);
    m.report.event(event::StepStarted{StepId::Install});
    QCOMPARE(servedBy(stateOf(m.events), {}), WhoServes::Unknown);
    m.report.serving(WhoServes::Old);
    QCOMPARE(servedBy(stateOf(m.events), {}), WhoServes::Old);
}

void WhoServesTest::whoCantBeAskedMayHaveTurned()
{
    FakeMigration m;
    m.events.clear();
    m.report.milestone(Milestone::Hold);
    m.report.serving(WhoServes::Nobody); // until OLD's timer ends that
    QCOMPARE(servedBy(stateOf(m.events), unreachable(Role::Old)), WhoServes::Unknown);
    QCOMPARE(servedBy(stateOf(m.events), unreachable(Role::New)), WhoServes::Nobody);
    m.report.serving(WhoServes::New);
    QCOMPARE(servedBy(stateOf(m.events), unreachable(Role::Old)), WhoServes::New);
    QCOMPARE(servedBy(stateOf(m.events), unreachable(Role::New)), WhoServes::Unknown);
}

void WhoServesTest::pastTheCommitOldDoesNotServeByItself()
{
    FakeMigration m;
    m.events.clear();
    m.report.milestone(Milestone::Hold);
    m.report.serving(WhoServes::Nobody);
    m.report.milestone(Milestone::HandingOver);
    const WhoServes who = servedBy(stateOf(m.events), {});
    QVERIFY2(mailWords(who).contains(u"does not start again by itself"),
             qPrintable(mailWords(who)));
    // NEW may have been told to open by now.
    QCOMPARE(servedBy(stateOf(m.events), unreachable(Role::New)), WhoServes::Unknown);
}

QTEST_GUILESS_MAIN(WhoServesTest)
#include "tst_who_serves.moc"
