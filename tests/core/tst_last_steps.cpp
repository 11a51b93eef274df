#include "core/base/failure.h"
#include "core/host/guard_codes.h"
#include "core/host/script_codes.h"
#include "core/steps/activate.h"
#include "core/steps/chown.h"
#include "core/steps/finish.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// A relay whose hosts agree to everything that the step lists.
struct Last : FakeMigration
{
    explicit Last(std::unique_ptr<Step> made) : step(std::move(made))
    {
        profile.domain = facts.relay.domain = u"relay.test"_s;
        profile.checkout = u"/srv/relay"_s;
        profile.newKey = PinnedHostKey::of(u"ssh-ed25519"_s, "key");
        facts.relay.mailboxesDir = u"/srv/mail"_s;
        facts.cutover.id = u"c1"_s;
        facts.addresses.oldV4 = u"127.0.0.1"_s; // nobody listens there, and that is told at once
        facts.addresses.newV4 = u"127.0.0.1"_s;
        facts.relay.units =
            QStringList{u"dovecot.service"_s, u"opendkim.service"_s, u"nginx.service"_s,
                        u"chatmail-metadata.service"_s, u"postfix@-.service"_s};
        for (const auto &host : {onOld, onNew, onAdmin})
            host->on(QString(), "");
        records(HostState::Held, HostState::Filled);
        allow(*step);
        report.setStep(step->id());
    }

    // NEW's record, with what is done there.
    void newIs(HostState state, const QString &noted = {})
    {
        onNew->on(u"record/values"_s, u"migration=%1\ncutover=c1\nstate=%2\nnoted=%3\n"_s
                                          .arg(profile.id, stateName(state), noted)
                                          .toUtf8());
    }
    Inspection::Kind look() { return step->inspect(context).kind; }
    std::optional<Failure> run()
    {
        try {
            step->run(context);
        } catch (const Failure &failure) {
            return failure;
        }
        return {};
    }
    QStringList notes() const
    {
        QStringList all;
        for (const StampedEvent &event : events) {
            if (const auto *note = std::get_if<event::StepNote>(&event.event))
                all << note->text;
        }
        return all;
    }

    std::unique_ptr<Step> step;
};

using Kind = Inspection::Kind;

} // namespace

// Chown, activation and finish: what they find, what they do, and what they leave alone.
class LastStepsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongOwnersAreLookedForNotRemembered();
    void anOldThatIsGoneIsNotAskedWhatChanged();
    void anOpenNewIsNotChownedAnyMore();

    void activationIsDoneWhenAllOfItIs_data();
    void activationIsDoneWhenAllOfItIs();
    void whatIsNotProvenIsNotCommitted();
    void aUnitThatFailsCommitsNothing();
    void certificatesAreReadAnewOnlyWhereTheyChanged();
    void anOldThatHasHandedOverIsNotTouched();
    void nothingRestartsOnAnOpenNew();
    void whatOldOpensMeanwhileIsNoFailure_data();
    void whatOldOpensMeanwhileIsNoFailure();
    void takenBackNewIsClosedAndStops();
    void aNewThatCanNotBeToldStopsNoWayBack();

    void finishKnowsWhetherTheRelayHasMoved();
    void finishWaitsForRecordsAndTakesTheRestBack();
    void finishWithoutOld();
    void anOldThatOnlyNewReachesIsWaitedFor();
    void aLostNewIsNoLostOld();
};

void LastStepsTest::wrongOwnersAreLookedForNotRemembered()
{
    Last m(makeChown());
    QCOMPARE(m.look(), Kind::Done);
    m.onNew->on(u"wrong-owners"_s, "/srv/mail/a@relay.test/cur/1\n/etc/dkimkeys/x\n");
    QCOMPARE(m.look(), Kind::Partial);
    QVERIFY(!m.run());
    const Claim claim = m.step->prove(m.context).value(0); // it ran, and they are wrong still
    QVERIFY(!claim.holds);
    QVERIFY(claim.observed.contains(u"/etc/dkimkeys/x"));
    // Users wait: of the mailboxes only what is wrong is touched, and no link is followed.
    const QString find = m.ran.value(m.placeOf(u"find /srv/mail/"_s));
    QVERIFY(find.contains(u"'!' -user vmail") && find.contains(u"chown -h vmail:vmail"));
    QVERIFY(!m.onNew->ran(u"chown -R vmail"_s));
    QVERIFY(!m.onNew->ran(u"chown -R root"_s)); // where nothing is wrong nothing is walked over
    for (const QString &line : m.onOld->lines())
        QVERIFY2(line.contains(u" record-changes list"), qPrintable(line)); // in which mailboxes
}

void LastStepsTest::anOldThatIsGoneIsNotAskedWhatChanged()
{
    Last m(makeChown());
    m.onOld->setGone();
    m.context.words.oldIsGone = true;
    QCOMPARE(m.look(), Kind::Done);
    QVERIFY(m.onNew->ran(u"wrong-owners /srv/mail all"_s));
}

void LastStepsTest::anOpenNewIsNotChownedAnyMore()
{
    Last m(makeChown());
    m.newIs(HostState::Open);
    QCOMPARE(m.look(), Kind::Done);
    QVERIFY(!m.onNew->ran(u"wrong-owners"_s));
}

void LastStepsTest::activationIsDoneWhenAllOfItIs_data()
{
    using enum HostState;
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("noted");
    QTest::addColumn<int>("forward"); // systemctl is-active; -1: OLD is gone
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, HostState state, const QString &noted, int forward,
                        Kind kind) {
        QTest::newRow(name) << int(state) << noted << forward << int(kind);
    };
    row("filled", Filled, {}, 3, Kind::Absent);
    row("another's word counts for nothing", Fenced, u"thawed,activated"_s, 0, Kind::Absent);
    row("the queue is frozen", Settled, u"activated"_s, 0, Kind::Partial);
    row("OLD does not forward", Settled, u"thawed,activated"_s, 3, Kind::Partial);
    row("cmdeploy has not run", Settled, u"thawed"_s, 0, Kind::Partial);
    row("all", Settled, u"thawed,activated"_s, 0, Kind::Done);
    row("all, and OLD is gone", Settled, u"thawed,activated"_s, -1, Kind::Done);
}

void LastStepsTest::activationIsDoneWhenAllOfItIs()
{
    QFETCH(int, state);
    QFETCH(QString, noted);
    QFETCH(int, forward);
    QFETCH(int, kind);
    Last m(makeActivate());
    m.newIs(HostState(state), noted);
    m.onOld->on(u"is-active relaymove-forward"_s,
                FakeTransport::Answer{.out = {}, .exitCode = qMax(forward, 0), .err = {}});
    m.onOld->setGone(forward < 0);
    QCOMPARE(int(m.look()), kind);
}

// Nobody answers behind this fence, so the proof ends it: before the commit point.
void LastStepsTest::whatIsNotProvenIsNotCommitted()
{
    Last m(makeActivate());
    QVERIFY(m.run());
    const qsizetype postfix = m.placeOf(u"postfix.service"_s, u"NEW systemctl start"_s);
    QVERIFY(m.placeOf(u"OLD systemctl restart relaymove-auto-rollback.timer"_s) >= 0);
    QVERIFY(m.placeOf(u"open-gates"_s) >= 0);
    QVERIFY(postfix > m.placeOf(u"open-gates"_s));
    QVERIFY(m.placeOf(u"relaymove-commit.service"_s, u"OLD systemctl start"_s) < 0);
    QVERIFY(!m.facts.cutover.commitStarted);
}

void LastStepsTest::aUnitThatFailsCommitsNothing()
{
    Last m(makeActivate());
    m.onNew->on(u"--failed"_s, "nginx.service loaded failed failed nginx\n");
    const auto failure = m.run();
    QVERIFY(failure);
    QVERIFY(failure->is<failure::ClaimFalse>());
    QVERIFY(failure->as<failure::ClaimFalse>()->observed.contains(u"nginx.service"));
    QVERIFY(m.placeOf(u"relaymove-commit.service"_s, u"OLD systemctl start"_s) < 0);
    QVERIFY(!m.facts.cutover.commitStarted);
}

void LastStepsTest::certificatesAreReadAnewOnlyWhereTheyChanged()
{
    for (const bool changed : {false, true}) {
        Last m(makeActivate());
        m.facts.copies.keysChanged = changed;
        m.run();
        const QString restart = u"systemctl restart opendkim.service dovecot.service nginx"_s;
        QCOMPARE(m.onNew->ran(restart), changed);
        // Whoever was restarted is not started once more; what writes by itself is.
        const QString start =
            m.ran.value(m.placeOf(u"postfix.service"_s, u"NEW systemctl start"_s));
        QVERIFY(start.contains(u"chatmail-metadata") && !start.contains(u"dovecot"));
    }
}

void LastStepsTest::anOldThatHasHandedOverIsNotTouched()
{
    Last m(makeActivate());
    m.records(HostState::Committed, HostState::Filled);
    m.run();
    QVERIFY(!m.onOld->ran(u"auto-rollback"_s)); // its timer ended with the commit
}

// Else clients are refused for a minute: see its plan.
void LastStepsTest::nothingRestartsOnAnOpenNew()
{
    Last m(makeActivate());
    qsizetype count = 0;
    for (const Action &row : m.step->describe(m.profile, m.facts)) {
        const QString line = row.command.shape();
        if (row.where != Role::New || row.purpose != Purpose::Change ||
            !(line.contains(u"restart") || line.contains(u"open-gates") ||
              line.startsWith(u"systemctl start {rest}")))
            continue;
        QCOMPARE(row.in, QList{HostState::Filled});
        ++count;
    }
    QCOMPARE(count, 3);
}

// Whoever resumes while OLD still tries finds NEW behind its fence, and it opens meanwhile.
void LastStepsTest::whatOldOpensMeanwhileIsNoFailure_data()
{
    QTest::addColumn<QString>("refused");
    QTest::newRow("first") << u"open-gates"_s;
    QTest::newRow("then") << u"systemctl restart opendkim.service dovecot"_s;
    QTest::newRow("last") << u"systemctl start"_s;
}

void LastStepsTest::whatOldOpensMeanwhileIsNoFailure()
{
    QFETCH(QString, refused);
    for (const bool opens : {true, false}) {
        Last m(makeActivate());
        m.facts.copies.keysChanged = true;
        m.records(HostState::Committed, HostState::Filled);
        m.onNew->on(refused, {.out = {},
                              .exitCode = guardcode::wrongState,
                              .err = "relaymove-guard: role=new state=settled cutover=c1\n"});
        m.onNew->watch([&](const QString &line) {
            if (opens && line.contains(refused))
                m.records(HostState::Committed, HostState::Settled);
        });
        const auto failure = m.run();
        const bool isRefused = failure && failure->is<failure::StateRefused>();
        QCOMPARE(isRefused, !opens);
        QCOMPARE(m.onOld->ran(u"start relaymove-commit.service"_s), opens);
    }
}

void LastStepsTest::takenBackNewIsClosedAndStops()
{
    Last m(makeActivate());
    m.step->undo(m.context);
    const qsizetype closed = m.placeOf(u"lease-1 c1 filled fenced"_s);
    QVERIFY(closed >= 0);
    QVERIFY(m.placeOf(u"postfix.service"_s, u"NEW systemctl stop"_s) > closed);
    QVERIFY(m.onNew->ran(u"systemctl mask postfix.service"_s));
    QVERIFY(m.onNew->ran(u"link-key.sh drop"_s)); // OLD can't get to it any more
    Last fenced(makeActivate());
    fenced.newIs(HostState::Fenced);
    fenced.step->undo(fenced.context);
    QVERIFY(!fenced.onNew->ran(u"filled fenced"_s));
    QVERIFY(fenced.onNew->ran(u"systemctl mask postfix.service"_s));
}

// OLD serves by then, and this NEW is fenced.
void LastStepsTest::aNewThatCanNotBeToldStopsNoWayBack()
{
    Last m(makeActivate());
    m.onNew->setGone();
    m.step->undo(m.context);
    QCOMPARE(m.notes().size(), 1);
}

void LastStepsTest::finishKnowsWhetherTheRelayHasMoved()
{
    Last m(makeFinish());
    QCOMPARE(m.look(), Kind::Conflict);
    m.newIs(HostState::Settled, u"thawed,activated"_s);
    QCOMPARE(m.look(), Kind::Absent);
    m.newIs(HostState::Settled, u"thawed,activated,finished"_s);
    QCOMPARE(m.look(), Kind::Done);
}

// A provider may take days; keys, accounts and limits need not.
void LastStepsTest::finishWaitsForRecordsAndTakesTheRestBack()
{
    Last m(makeFinish());
    m.profile.dns.method = DnsMethod::Manual;
    m.records(HostState::Forwarding, HostState::Settled);
    const auto failure = m.run(); // of the name servers nobody knows what they say here
    if (failure)
        QVERIFY2(failure->where == Role::Dns, qPrintable(explain(*failure).happened));
    QVERIFY(m.onNew->ran(u"link-key.sh drop"_s));
    QVERIFY(m.onNew->ran(u"remove-probe-accounts"_s));
    QVERIFY(m.onNew->ran(u"enable --now relaymove-put-back.timer"_s));
    QVERIFY(m.onOld->ran(u"disable --now relaymove-auto-rollback.timer"_s));
    QVERIFY(m.placeOf(u"await-landing"_s) < m.placeOf(u"link-key.sh drop"_s)); // OLD tells by it
}

void LastStepsTest::finishWithoutOld()
{
    Last m(makeFinish());
    m.profile.dns.method = DnsMethod::Manual;
    m.records(HostState::Forwarding, HostState::Settled);
    m.onOld->setGone();
    const auto failure = m.run();
    if (failure)
        QVERIFY2(failure->where == Role::Dns, qPrintable(explain(*failure).happened));
    // What OLD had on its way is sent by NEW: nobody else will.
    QVERIFY(m.onNew->ran(u"/etc/relaymove/take-late.sh unheard"_s));
    QVERIFY(m.onNew->ran(u"remove-probe-accounts"_s));
    QVERIFY(m.onNew->ran(u"link-key.sh drop"_s));
}

// It may wait for answers of receivers: what NEW sent of that would arrive twice.
void LastStepsTest::anOldThatOnlyNewReachesIsWaitedFor()
{
    for (const bool isSaidGone : {false, true}) {
        Last m(makeFinish());
        m.profile.dns.method = DnsMethod::Manual;
        m.records(HostState::Forwarding, HostState::Settled);
        m.onOld->setGone();
        m.onNew->on(u"old-is-gone answers"_s,
                    {.out = {}, .exitCode = scriptcode::isThere, .err = {}});
        m.context.words.oldIsGone = isSaidGone;
        m.run();
        QCOMPARE(m.onNew->ran(u"take-late.sh"_s), isSaidGone);
        QCOMPARE(m.onNew->ran(u"link-key.sh drop"_s), isSaidGone);
        if (!isSaidGone)
            QCOMPARE(m.look(), Kind::Waiting);
    }
}

// This computer's way to NEW breaks: that tells nothing of OLD.
void LastStepsTest::aLostNewIsNoLostOld()
{
    Last m(makeFinish());
    m.records(HostState::Forwarding, HostState::Settled);
    m.onNew->watch([&](const QString &line) { m.onNew->setGone(line.contains(u"link-key.sh")); });
    const auto failure = m.run();
    QVERIFY(failure);
    QCOMPARE(failure->where, Role::New);
    QVERIFY(!m.onNew->ran(u"take-late.sh"_s));
}

QTEST_GUILESS_MAIN(LastStepsTest)
#include "tst_last_steps.moc"
