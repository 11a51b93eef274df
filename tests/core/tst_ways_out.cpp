#include "core/base/failure.h"
#include "core/cutover/auto_rollback.h"
#include "core/cutover/commit.h"
#include "core/engine/common_looks.h"
#include "core/host/guard_codes.h"
#include "core/host/script_codes.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

FakeTransport::Answer ends(int code, const QByteArray &out = {})
{
    return {.out = out, .exitCode = code, .err = {}};
}

FakeTransport::Answer refused(const QByteArray &state)
{
    return {.out = {},
            .exitCode = guardcode::wrongState,
            .err = "relaymove-guard: role=x state=" + state + " cutover=c1\n"};
}

// A cutover whose hosts agree to everything that the commit and the way back list.
struct Cutover : FakeMigration
{
    Cutover()
    {
        profile.domain = facts.relay.domain = u"relay.test"_s;
        profile.newKey = PinnedHostKey::of(u"ssh-ed25519"_s, "key");
        facts.cutover.id = u"c1"_s;
        facts.relay.mailboxesDir = u"/srv/mail"_s;
        facts.addresses.oldV4 = u"198.51.100.10"_s;
        facts.addresses.newV4 = u"198.51.100.20"_s;
        facts.relay.units = QStringList{u"dovecot.service"_s, u"chatmail-expire.timer"_s};
        facts.relay.enabledUnits = facts.relay.units;
        Plan plan = commitPlan();
        append(plan, {prepareCommitPlan(facts), takeCommitBackPlan(),
                      autoRollbackPlan(profile, facts), oldIsGonePlan(), commonLooks()});
        allow(filled(plan, profile, facts));
        for (const auto &host : {onOld, onNew})
            host->on(QString(), "");
    }

    QByteArray written(const QString &path) const
    {
        for (const Execution &execution : onOld->executions()) {
            if (execution.arguments.contains(path))
                return contentOf(execution);
        }
        return {};
    }
    QList<Milestone> reached() const
    {
        QList<Milestone> all;
        for (const StampedEvent &event : events) {
            if (const auto *one = std::get_if<event::Reached>(&event.event))
                all << one->milestone;
        }
        return all;
    }
    template <class Work>
    std::optional<Failure> failureOf(const Work &work)
    {
        try {
            work();
        } catch (const Failure &failure) {
            return failure;
        }
        return {};
    }
};

const QString starts = u"OLD systemctl start relaymove-commit.service"_s;
const QString holdsAgain = u"lease-1 c1 committed held"_s;

} // namespace

// How ADMIN begins and follows the two ways out of a hold; what OLD does then is its scripts'
// matter (tests/scripts/test_commit.py).
class WaysOutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTimerIsTheGuardsToStart();
    void theWayBackStartsWhatRan();
    void anOldThatServesIsNoOldThatHolds();
    void newIsGoneOnlyWhereSomebodySaysSo();
    void anOldThatDoesNotStartIsNoOldThatServes();

    void thatItBeganIsKnownAfterACrash();
    void openedAndForwarded();
    void whatOldSaidIsTold();
    void whileOldTriesTheLinkIsOpenedAgain();
    void notForEver();
    void newIsClosedBeforeOldIsAsked();
    void aNewThatIsClosedNeedNotBeClosedAgain();
    void aNewThatIsOpenIsNotTakenBack();
    void withoutOldNothingIsAskedOfIt();
};

// Its period would run while nothing holds; the guard starts it with the hold.
void WaysOutTest::theTimerIsTheGuardsToStart()
{
    Cutover m;
    m.profile.autoRollbackSeconds = 77;
    prepareAutoRollback(m.context);
    QVERIFY(m.written(u"/etc/systemd/system/relaymove-auto-rollback.timer"_s)
                .contains("OnActiveSec=77s\n"));
    QVERIFY(m.onOld->ran(u"systemctl enable relaymove-auto-rollback.timer"_s));
    for (const QString &line : m.onOld->lines())
        QVERIFY2(!line.contains(u"start relaymove") && !line.contains(u"--now"), qPrintable(line));
    holdOld(m.context);
    QVERIFY(m.onOld->lines().last().endsWith(u"lease-1 c1 serving held"_s));
}

// Oneshots run when their timers say so.
void WaysOutTest::theWayBackStartsWhatRan()
{
    Cutover m;
    prepareAutoRollback(m.context);
    const QByteArray values = m.written(u"/etc/relaymove/go-back.conf"_s);
    QVERIFY(values.contains("units='dovecot.service chatmail-expire.timer'\n"));
    QVERIFY(values.contains("address=198.51.100.10\n"));
    QVERIFY(values.contains("other=198.51.100.20\n"));
}

void WaysOutTest::anOldThatServesIsNoOldThatHolds()
{
    Cutover m;
    renewAutoRollback(m.context);
    m.onOld->on(u"restart relaymove-auto-rollback"_s, refused("serving"));
    const auto failure = m.failureOf([&] { renewAutoRollback(m.context); });
    QVERIFY(failure && tellsThatOldServes(*failure));
    QCOMPARE(failure->where, Role::Old);
    m.onOld->on(u"restart relaymove-auto-rollback"_s, ends(1)); // any other trouble is itself
    QVERIFY(m.failureOf([&] { renewAutoRollback(m.context); })->is<failure::CommandFailed>());
}

void WaysOutTest::newIsGoneOnlyWhereSomebodySaysSo()
{
    Cutover m;
    goBackNow(m.context);
    QCOMPARE(m.onOld->lines().last(), u"/etc/relaymove/go-back.sh"_s);
    m.context.words.newIsGone = true;
    goBackNow(m.context);
    QCOMPARE(m.onOld->lines().last(), u"/etc/relaymove/go-back.sh --new-is-gone"_s);
}

void WaysOutTest::anOldThatDoesNotStartIsNoOldThatServes()
{
    Cutover m;
    m.onOld->on(
        u"go-back.sh"_s,
        {.out = {}, .exitCode = scriptcode::unstarted, .err = "not started: dovecot.service\n"});
    const auto failure = m.failureOf([&] { goBackNow(m.context); });
    QVERIFY(failure);
    QVERIFY(failure->is<failure::ClaimFalse>());
    QCOMPARE(failure->as<failure::ClaimFalse>()->observed, u"not started: dovecot.service"_s);
    m.onOld->on(u"is-active"_s, "active\ninactive\n");
    QVERIFY(!runsAgain(m.context));
    m.onOld->on(u"is-active"_s, "active\nactive\n");
    QVERIFY(runsAgain(m.context));
}

// In doubt nobody is sent back: that doubt has to outlive this program.
void WaysOutTest::thatItBeganIsKnownAfterACrash()
{
    Cutover m;
    bool known = false;
    m.onOld->watch([&](const QString &line) {
        if (starts.endsWith(line))
            known = loadFacts(m.folder.path()).cutover.commitStarted;
    });
    commitCutover(m.context);
    QVERIFY(known);
}

void WaysOutTest::openedAndForwarded()
{
    Cutover m;
    commitCutover(m.context);
    QCOMPARE(m.reached(), (QList{Milestone::HandingOver, Milestone::Open, Milestone::Forwarded}));
    QVERIFY(m.placeOf(u"/run/relaymove/opened"_s) < m.placeOf(u"/run/relaymove/forwarded"_s));
}

void WaysOutTest::whatOldSaidIsTold()
{
    Cutover m;
    m.onOld->on(u"await-mark"_s, ends(scriptcode::ended, "this machine serves\n"));
    const auto failure = m.failureOf([&] { commitCutover(m.context); });
    QVERIFY(failure);
    QVERIFY(failure->is<failure::ClaimFalse>());
    QCOMPARE(failure->as<failure::ClaimFalse>()->observed, u"this machine serves"_s);
    QCOMPARE(m.reached(), QList{Milestone::HandingOver}); // and nothing is said to be open
}

// OLD can't get to NEW, and only this program has the key. One that is up is left alone.
void WaysOutTest::whileOldTriesTheLinkIsOpenedAgain()
{
    for (const bool isUp : {false, true}) {
        Cutover m;
        int looks = 0;
        m.onOld->on(u"-O check"_s, ends(isUp ? 0 : 255));
        m.onOld->on(u"await-mark"_s, ends(scriptcode::tries));
        m.onOld->watch([&](const QString &line) {
            if (line.contains(u"await-mark") && ++looks == 3)
                m.onOld->on(u"await-mark"_s, "");
        });
        commitCutover(m.context);
        // Before it began, and after each look but the last.
        QCOMPARE(m.ran.filter(u"NEW /etc/relaymove/link-key.sh admit"_s).size(), isUp ? 0 : 3);
        QCOMPARE(m.reached().last(), Milestone::Forwarded);
    }
}

void WaysOutTest::notForEver()
{
    Cutover m;
    m.onOld->on(u"await-mark"_s, ends(scriptcode::tries));
    m.onNew->setGone();
    const auto failure = m.failureOf([&] { commitCutover(m.context); });
    QVERIFY(failure);
    QCOMPARE(failure->where, Role::Old);
    QCOMPARE(m.ran.filter(starts).size(), 1); // OLD goes on by itself
}

// Else OLD would open what is about to be taken back. OLD need not reach NEW for it.
void WaysOutTest::newIsClosedBeforeOldIsAsked()
{
    Cutover m;
    takeCommitBack(m.context);
    QVERIFY(m.placeOf(u"lease-1 c1 filled fenced"_s) >= 0);
    QVERIFY(m.placeOf(holdsAgain) > m.placeOf(u"lease-1 c1 filled fenced"_s));
    QVERIFY(m.placeOf(starts) < 0);
    m.onOld->on(holdsAgain, refused("held")); // OLD's unit was sooner
    takeCommitBack(m.context);
    m.onOld->on(holdsAgain, refused("forwarding"));
    QVERIFY(m.failureOf([&] { takeCommitBack(m.context); }));
}

// By a way back that was cut off between the two.
void WaysOutTest::aNewThatIsClosedNeedNotBeClosedAgain()
{
    Cutover m;
    m.onNew->on(u"filled fenced"_s, refused("fenced"));
    takeCommitBack(m.context);
    QVERIFY(m.placeOf(holdsAgain) >= 0);
    Cutover other; // another cutover's: of this one NEW may be filled yet
    other.facts.cutover.id = u"c2"_s;
    other.onNew->on(u"filled fenced"_s, refused("fenced"));
    QVERIFY(other.failureOf([&] { takeCommitBack(other.context); }));
}

void WaysOutTest::aNewThatIsOpenIsNotTakenBack()
{
    Cutover m;
    m.onNew->on(u"filled fenced"_s, refused("open"));
    const auto failure = m.failureOf([&] { takeCommitBack(m.context); });
    QVERIFY(failure);
    QVERIFY(failure->is<failure::StateRefused>());
    QVERIFY(m.placeOf(holdsAgain) < 0);
}

void WaysOutTest::withoutOldNothingIsAskedOfIt()
{
    Cutover m;
    m.onOld->setGone();
    openWithoutOld(m.context);
    QVERIFY(m.onNew->lines().last().contains(u"old-is-gone open c1"_s));
    QVERIFY(m.onOld->lines().isEmpty());
    QCOMPARE(m.reached(), QList{Milestone::Open});
    Cutover there; // NEW looks once more, and OLD answers it
    there.onNew->on(u"old-is-gone open"_s, ends(scriptcode::isThere));
    const auto failure = there.failureOf([&] { openWithoutOld(there.context); });
    QVERIFY(failure);
    QVERIFY(failure->is<failure::Refused>());
    QCOMPARE(there.reached(), QList<Milestone>());
    Cutover settled; // it serves already
    settled.records({}, HostState::Settled);
    openWithoutOld(settled.context);
    QVERIFY(!settled.onNew->ran(u"old-is-gone open"_s));
}

QTEST_GUILESS_MAIN(WaysOutTest)
#include "tst_ways_out.moc"
