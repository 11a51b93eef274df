#include "core/base/amounts.h"
#include "core/engine/common_looks.h"
#include "core/engine/plan_text.h"
#include "core/engine/runner.h"
#include "core/guard/guard.h"
#include "core/host/guard_codes.h"
#include "core/steps/all_steps.h"
#include "tests/fakes/fake_migration.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

FakeTransport::Answer refused(int code)
{
    return {.out = "",
            .exitCode = code,
            .err = "relaymove-guard: role=old state=serving cutover=c0 migration=m0 "
                   "since=1790000000 who=bob@desk\n"};
}

Plan everyPlan(const Profile &profile, const Facts &facts)
{
    Plan plan = commonLooks();
    for (const auto &step : makeSteps())
        append(plan, {step->describe(profile, facts)});
    return plan;
}

} // namespace

// What changes a host goes through the host's guard, whatever the step.
class GuardedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangeNamesMigrationLeaseCutoverAndStates();
    void whatReadsIsHeardFirst();
    void aLookIsNotGuarded();
    void whatTakesLongIsBesideTheLock();
    void aRefusalIsNoFailedCommand_data();
    void aRefusalIsNoFailedCommand();
    void aStateIsSaidAsWhatItMeans();
    void theCommandsOwnCodeIsNoRefusal();
    void everyChangeOfAHostHasItsStates();
    void statesAreOfTheRightHost();
    void onlyTheClaimIsUnguarded();
    void aRunTakesTheLeasesFirstAndGivesThemBack();
    void whoIsNotAskedToTakeOverChangesNothing();
    void whoTakesOverSaysSo();
    void whatTheHostsKnowIsEnough();
    void aHostWhoseRecordWasRemovedIsNobodys();
};

void GuardedTest::aChangeNamesMigrationLeaseCutoverAndStates()
{
    FakeMigration m;
    m.facts.cutover.id = u"c1"_s;
    m.onOld->on(QString(), "");
    m.source.setGuard({u"m1"_s, u"lease-1"_s, [&] { return m.facts.cutover.id; }});
    m.source.allowOnly(
        QList<Permit>{{u"stop"_s, QList<HostState>{HostState::Held, HostState::Committed}}});
    m.source.run({"stop"});
    QCOMPARE(m.onOld->lines().last(),
             u"/etc/relaymove/guard run locked 60 m1 lease-1 c1 held,committed stop"_s);
}

// The guard hears all of it before it takes the lock.
void GuardedTest::whatReadsIsHeardFirst()
{
    FakeMigration m;
    m.onOld->on(QString(), "");
    m.source.setGuard({u"m1"_s, u"lease-1"_s, [] { return u"c1"_s; }});
    m.source.allowOnly(QList<Permit>{{u"write"_s, QList<HostState>{HostState::Held}}});
    m.source.run(Command{"write"}.input("text"));
    QCOMPARE(m.onOld->lines().last(),
             u"/etc/relaymove/guard run heard 60 m1 lease-1 c1 held write"_s);
}

void GuardedTest::aLookIsNotGuarded()
{
    FakeMigration m;
    m.onOld->on(QString(), "");
    m.source.setGuard({u"m1"_s, u"lease-1"_s, [] { return QString(); }});
    m.source.allowOnly({u"look"_s});
    m.source.run({"look"});
    QCOMPARE(m.onOld->lines().last(), u"look"_s);
}

// OLD's way back waits for the lock: a copy that users wait for must not hold it.
void GuardedTest::whatTakesLongIsBesideTheLock()
{
    FakeMigration m;
    m.onOld->on(QString(), "");
    m.source.setGuard({u"m1"_s, u"l"_s, [] { return QString(); }});
    m.source.allowOnly(QList<Permit>{{u"copy"_s, QList<HostState>{HostState::Held}}});
    m.source.run(Command{"copy"}.within(std::chrono::minutes(10)));
    QVERIFY(m.onOld->lines().last().startsWith(u"/etc/relaymove/guard run beside 600 "));
    m.source.run(Command{"copy"}.within(std::chrono::seconds(30)).besideTheLock());
    QVERIFY(m.onOld->lines().last().startsWith(u"/etc/relaymove/guard run beside 30 "));
}

void GuardedTest::aRefusalIsNoFailedCommand_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<failure::Any>("what");
    const auto row = [](const char *name, int code, const failure::Any &what) {
        QTest::newRow(name) << code << what;
    };
    const QString since = localMoment(QDateTime::fromSecsSinceEpoch(1790000000));
    row("state", guardcode::wrongState, failure::StateRefused{u"serving"_s, u"c0"_s, u"stop"_s});
    row("lease", guardcode::otherLease, failure::LeaseTaken{u"bob@desk"_s, since});
    row("migration", guardcode::otherMigration, failure::LockedByOther{u"m0"_s});
    row("no record", guardcode::noRecord, failure::StateRefused{{}, u"c0"_s, u"stop"_s});
    row("locked", guardcode::isLocked, failure::CommandTimedOut{u"stop"_s, 90});
}

void GuardedTest::aRefusalIsNoFailedCommand()
{
    QFETCH(int, code);
    QFETCH(failure::Any, what);
    FakeMigration m;
    m.onOld->on(QString(), refused(code));
    m.source.allowOnly({u"stop"_s});
    try {
        m.source.run({"stop"});
        QFAIL("not refused");
    } catch (const Failure &failure) {
        QCOMPARE(toJson(failure), toJson(Failure{what, Role::Old, failure.raw}));
        // Whatever the command was, the person hears what has become of OLD.
        QCOMPARE(explain(failure).happened.contains(u"OLD serves again"_s),
                 QString::fromLatin1(QTest::currentDataTag()) == u"state");
    }
}

// Names of states are for records.
void GuardedTest::aStateIsSaidAsWhatItMeans()
{
    using enum HostState;
    QStringList all;
    for (const HostState state :
         {Serving, Held, Committed, Forwarding, Fenced, Filled, Open, Settled}) {
        const QByteArray said =
            "relaymove-guard: role=old state=" + stateName(state).toUtf8() + '\n';
        all << explain(refusalOf(u"stop"_s, Role::Old, guardcode::wrongState, said)).happened;
        QVERIFY2(!all.last().contains(u"for "_s + stateName(state) + u':'), qPrintable(all.last()));
        QVERIFY(all.last().contains(u"stop"));
    }
    all.removeDuplicates();
    QCOMPARE(all.size(), 8);
}

void GuardedTest::theCommandsOwnCodeIsNoRefusal()
{
    FakeMigration m;
    m.onOld->on(QString(), FakeTransport::Answer{.out = "", .exitCode = 91, .err = "mine\n"});
    m.source.allowOnly({u"stop"_s});
    QCOMPARE(m.source.run(Command{"stop"}.accepts({91})).exitCode, 91);
}

void GuardedTest::everyChangeOfAHostHasItsStates()
{
    FakeMigration m;
    m.profile.disableByCmdeploy = true;
    int changes = 0;
    for (const Action &planned : everyPlan(m.profile, m.facts)) {
        if (!isGuarded(planned))
            continue;
        ++changes;
        QVERIFY2(!planned.in.isEmpty(), qPrintable(planned.why + u": "_s + planned.command.line()));
    }
    QVERIFY(changes > 60);
}

void GuardedTest::statesAreOfTheRightHost()
{
    FakeMigration m;
    for (const Action &planned : everyPlan(m.profile, m.facts)) {
        for (const HostState state : planned.in)
            QVERIFY2(isOfOld(state) == (planned.where == Role::Old), qPrintable(planned.why));
    }
}

// Whoever adds a change that no guard sees has to say so here.
void GuardedTest::onlyTheClaimIsUnguarded()
{
    FakeMigration m;
    QStringList claims;
    for (const Action &planned : everyPlan(m.profile, m.facts)) {
        if (planned.purpose == Purpose::Claim)
            claims << planned.command.shape().section(u' ', 0, 1).section(u'\n', 0, 0);
        if (planned.purpose == Purpose::Move)
            QVERIFY2(planned.command.shape().startsWith(QLatin1StringView(guardPath)),
                     qPrintable(planned.command.shape()));
    }
    claims.removeDuplicates();
    claims.sort();
    QCOMPARE(claims, (QStringList{u"/etc/relaymove/guard give"_s, u"/etc/relaymove/guard take"_s,
                                  u"sh -c"_s, u"write /etc/relaymove/guard"_s}));
}

namespace {

class Nothing : public Step
{
public:
    StepId id() const override { return StepId::Preflight; }
    Plan describe(const Profile &, const Facts &) const override { return {}; }
    Inspection inspect(StepContext &context) override
    {
        wasRun = true;
        cutover = context.facts.cutover.id;
        return Inspection::done(u"nothing to do"_s);
    }
    void run(StepContext &) override {}
    QList<Claim> prove(StepContext &) override { return {}; }

    static inline bool wasRun = false;
    static inline QString cutover;
};

StepOutcome runNothing(FakeMigration &m)
{
    Nothing::wasRun = false;
    std::vector<std::unique_ptr<Step>> steps;
    steps.push_back(std::make_unique<Nothing>());
    return Runner(m.context, std::move(steps)).run(StepId::Preflight);
}

void claimed(FakeMigration &m)
{
    for (const auto &host : {m.onOld, m.onNew})
        host->on(QString(), "");
    m.facts.relay.domain = u"relay.test"_s;
    m.records(HostState::Serving, HostState::Fenced);
}

} // namespace

void GuardedTest::aRunTakesTheLeasesFirstAndGivesThemBack()
{
    FakeMigration m;
    claimed(m);
    QCOMPARE(int(runNothing(m)), int(StepOutcome::Succeeded));
    QVERIFY(Nothing::wasRun);
    const QString words = u" %1 lease-1"_s.arg(m.profile.id);
    for (const QString &host : {u"OLD"_s, u"NEW"_s}) {
        QVERIFY(m.placeOf(host + u" /etc/relaymove/guard take "_s + host.toLower() + words) >= 0);
        QVERIFY(m.placeOf(host + u" /etc/relaymove/guard give"_s + words) >
                m.placeOf(host + u" /etc/relaymove/guard take"_s));
    }
}

void GuardedTest::whoIsNotAskedToTakeOverChangesNothing()
{
    FakeMigration m;
    claimed(m);
    m.onNew->on(u"guard take"_s, refused(guardcode::otherLease));
    QCOMPARE(int(runNothing(m)), int(StepOutcome::Failed));
    QVERIFY(!Nothing::wasRun);
    QCOMPARE(std::get<question::TakeOver>(m.asked.last().what).who, u"bob@desk"_s);
    QVERIFY(m.placeOf(u"OLD /etc/relaymove/guard take"_s) < 0);
}

void GuardedTest::whoTakesOverSaysSo()
{
    FakeMigration m;
    claimed(m);
    m.onNew->on(u"guard take"_s, refused(guardcode::otherLease));
    m.onNew->on(u"a@b over"_s, "");
    m.answers[u"preflight/take-over"_s] = question::TakeOver::Answer::Take;
    QCOMPARE(int(runNothing(m)), int(StepOutcome::Succeeded));
    QVERIFY(Nothing::wasRun);
    QVERIFY(m.placeOf(
                u"OLD /etc/relaymove/guard take old %1 lease-1 a@b over"_s.arg(m.profile.id)) >= 0);
}

// The data folder is lost: what is known lies on the hosts.
void GuardedTest::whatTheHostsKnowIsEnough()
{
    FakeMigration m;
    for (const auto &host : {m.onOld, m.onNew})
        host->on(QString(), "");
    m.profile.domain = u"relay.test"_s;
    Facts kept;
    kept.relay.domain = m.profile.domain;
    kept.cutover.id = u"c7"_s;
    kept.relay.units = QStringList{u"dovecot.service"_s};
    m.onNew->on(u"facts.json"_s, QJsonDocument(kept.toJson()).toJson(QJsonDocument::Compact));
    m.facts.cutover.id = u"c7"_s; // for the records only
    m.records(HostState::Held, HostState::Fenced);
    m.facts = {};
    QCOMPARE(int(runNothing(m)), int(StepOutcome::Succeeded));
    QCOMPARE(m.facts.relay.units, kept.relay.units);
    QVERIFY(m.facts.copies.keysChanged); // nobody knows
    QCOMPARE(Nothing::cutover, u"c7"_s);
}

// As a person is told to after a move that was given up; /run keeps its marks until a reboot.
void GuardedTest::aHostWhoseRecordWasRemovedIsNobodys()
{
    const QTemporaryDir host;
    const auto says = [&] {
        QString script = readRecord(Role::Old).command.arguments().last();
        script.replace(u"/etc/relaymove"_s, host.filePath(u"etc"_s))
            .replace(u"/run/relaymove"_s, host.filePath(u"run"_s));
        QProcess shell;
        shell.start(u"sh"_s, {u"-c"_s, script});
        return shell.waitForFinished() ? QString::fromUtf8(shell.readAllStandardOutput())
                                       : u"no answer"_s;
    };
    const auto write = [&](const QString &path, const QByteArray &text) {
        QDir().mkpath(QFileInfo(host.filePath(path)).path());
        QFile file(host.filePath(path));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QVERIFY(write(u"run/opened"_s, {}));
    QCOMPARE(says(), QString());
    QVERIFY(write(u"etc/record/values"_s, "migration=m1\nstate=open\n"));
    QVERIFY(parseRecord(says()).isOpened);
}

QTEST_GUILESS_MAIN(GuardedTest)
#include "tst_guarded.moc"
