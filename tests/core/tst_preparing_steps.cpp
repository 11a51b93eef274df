#include "core/base/failure.h"
#include "core/steps/dns.h"
#include "core/steps/install.h"
#include "core/steps/precopy.h"
#include "core/steps/preflight.h"
#include "core/steps/ttl.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

const QByteArray deployed = "[ssh] login to new\n"
                            "--> Connecting to hosts...\n"
                            "    [new] Connected\n"
                            "--> Starting operation: Install nginx\n"
                            "    [new] Success\n"
                            "--> Results:\n"
                            "    Operation       Hosts   Success   Error   No Change\n"
                            "    Install nginx   1       1         -       -\n"
                            "    Grand total     1       1         -       -\n"
                            "Deploy completed, call `cmdeploy dns` next.\n";

// A migration that knows its relay, on machines that agree to everything.
void prepare(FakeMigration &m)
{
    m.profile.domain = u"relay.test"_s;
    m.profile.newHost = u"new"_s;
    m.profile.checkout = u"/srv/relay"_s;
    m.profile.newKey = PinnedHostKey::of(u"ssh-ed25519"_s, "key");
    m.facts.relay.domain = u"relay.test"_s;
    m.facts.relay.mailboxesDir = u"/home/vmail/mail/relay.test"_s;
    m.facts.relay.units = QStringList{u"chatmail-metadata.service"_s, u"dovecot.service"_s,
                                      u"chatmail-expire.timer"_s};
    m.facts.addresses.newV4 = u"198.51.100.20"_s;
    m.facts.addresses.oldV4 = u"198.51.100.10"_s;
    for (const auto &transport : {m.onOld, m.onNew, m.onAdmin})
        transport->on(QString(), "");
    m.records({}, {});
    m.onAdmin->on(u"rev-parse"_s, "c0ffee\n");
    m.onAdmin->on(u"ssh -G"_s, "hostname 198.51.100.20\nport 22\nuser root\n");
    m.onAdmin->on(u"ssh-keygen -F"_s, FakeTransport::Answer{.out = "", .exitCode = 1, .err = ""});
    m.onAdmin->on(u"scripts/cmdeploy"_s, deployed);
}

void markers(FakeMigration &m, const QString &onOld, const QString &onNew)
{
    const auto marker = [](const QString &id) { return "migration=" + id.toUtf8() + '\n'; };
    if (!onOld.isEmpty())
        m.onOld->on(u"cat /etc/relaymove/record/values"_s, marker(onOld));
    if (!onNew.isEmpty())
        m.onNew->on(u"cat /etc/relaymove/record/values"_s, marker(onNew));
}

} // namespace

class PreparingStepsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandSaysWhy()
    {
        FakeMigration m;
        prepare(m);
        m.profile.dns.method = DnsMethod::Rfc2136;
        for (const auto &step : {makePreflight(), makeTtl(), makeInstall(), makeDns()}) {
            const Plan before = step->describe(m.profile, Facts{});
            QVERIFY(!before.empty());
            const Plan after = step->describe(m.profile, m.facts);
            QCOMPARE(before.size(), after.size());
            for (std::size_t i = 0; i < before.size(); ++i) {
                QVERIFY2(!before[i].why.isEmpty(), qPrintable(before[i].command.line()));
                // What is learnt meanwhile must not make a command another one.
                QCOMPARE(before[i].command.shape(), after[i].command.shape());
            }
        }
    }

    void preflightAsksNobodyBeforeItKnowsAnything()
    {
        FakeMigration m;
        const auto step = makePreflight();
        m.allow(*step);
        QCOMPARE(step->inspect(m.context).kind, Inspection::Kind::Absent);
        QVERIFY(m.ran.isEmpty());
    }

    void preflightRefusesAnothersHost()
    {
        FakeMigration m;
        prepare(m);
        const auto step = makePreflight();
        m.allow(*step);
        markers(m, m.profile.id, u"somebody-else"_s);
        try {
            step->inspect(m.context);
            QFAIL("not refused");
        } catch (const Failure &failure) {
            QVERIFY(failure.is<failure::LockedByOther>());
            QCOMPARE(failure.where, Role::New);
            QCOMPARE(failure.as<failure::LockedByOther>()->migration, u"somebody-else"_s);
        }
    }

    void preflightIsDoneOnceTheCutoverHasBegun()
    {
        FakeMigration m;
        prepare(m);
        const auto step = makePreflight();
        m.allow(*step);
        markers(m, m.profile.id, m.profile.id);
        QCOMPARE(step->inspect(m.context).kind, Inspection::Kind::Partial); // looks again
        m.facts.cutover.id = u"cutover-1"_s;
        m.records(HostState::Held, HostState::Fenced);
        QCOMPARE(step->inspect(m.context).kind, Inspection::Kind::Done);
    }

    // "Later" is an answer for every run after it; only who starts that step is asked anew.
    void aTtlThatWasLeftIsAskedForOnce()
    {
        FakeMigration m;
        prepare(m);
        m.profile.dns.method = DnsMethod::Manual;
        m.facts.dns.ttlKept = true;
        const auto step = makeTtl();
        m.allow(*step);
        QCOMPARE(step->inspect(m.context).kind, Inspection::Kind::Done);
        m.facts.dns.ttlKept = false;
        m.facts.dns.ttlV4 = 3600;
        step->run(m.context); // the default: later
        QVERIFY(m.facts.dns.ttlKept);
        QVERIFY(!m.facts.dns.oldTtlGone.isValid()); // nothing runs out
        QVERIFY(loadFacts(m.folder.path()).dns.ttlKept);
    }

    void anotherPassIsMadeWhenItIsWanted()
    {
        FakeMigration m;
        prepare(m);
        m.onNew->on(u"precopied"_s, "/etc/relaymove/precopied\n");
        const auto step = makePrecopy();
        m.allow(*step);
        QCOMPARE(step->inspect(m.context).kind, Inspection::Kind::Done);
        m.context.again = StepId::Precopy;
        QCOMPARE(step->inspect(m.context).kind, Inspection::Kind::Absent);
        m.facts.cutover.id = u"cutover-1"_s;
        m.records(HostState::Held, HostState::Fenced); // but not within a cutover
        QCOMPARE(step->inspect(m.context).kind, Inspection::Kind::Done);
    }

    void installTellsHowFarItIs()
    {
        FakeMigration m;
        prepare(m);
        m.facts.relay.operations = 4;
        m.report.setStep(StepId::Install);
        const auto step = makeInstall();
        m.allow(*step);
        step->run(m.context);
        double total = 0;
        for (const StampedEvent &event : std::as_const(m.events)) {
            if (const auto *progress = std::get_if<event::StepProgress>(&event.event))
                total = progress->progress.total;
        }
        QCOMPARE(total, 4.0);
        QCOMPARE(m.facts.relay.operations, 1); // for the next one
    }

    void installFencesBeforeAnythingIsInstalled()
    {
        FakeMigration m;
        prepare(m);
        const auto step = makeInstall();
        m.allow(*step);
        step->run(m.context);
        const qsizetype cmdeploy = m.placeOf(u"ADMIN scripts/cmdeploy"_s);
        QVERIFY(cmdeploy > 0);
        for (const QString &earlier : {u"NEW systemctl restart relaymove-fence.service"_s,
                                       u"NEW systemctl mask postfix.service postfix@-.service"_s,
                                       u"inhibit-units chatmail-metadata.service"_s,
                                       u"/etc/dkimkeys"_s, u"add-known-host"_s}) {
            QVERIFY2(m.placeOf(earlier) >= 0, qPrintable(earlier));
            QVERIFY2(m.placeOf(earlier) < cmdeploy, qPrintable(earlier));
        }
        QVERIFY(m.placeOf(u"mark-installed c0ffee"_s) > cmdeploy);
        QVERIFY(m.placeOf(u"NEW systemctl restart unbound.service"_s) > cmdeploy);
        QCOMPARE(m.onAdmin->executions().last().folder.isEmpty(), true); // git, not cmdeploy
        for (const Execution &execution : m.onAdmin->executions()) {
            if (execution.arguments.first() != u"scripts/cmdeploy")
                continue;
            QCOMPARE(execution.folder, u"/srv/relay"_s);
            QCOMPARE(execution.environment.value(u"CMDEPLOY_STAGES"_s), u"install,configure"_s);
        }
    }

    void installBelievesNoExitCode_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("0, but nothing was done")
            << QByteArray("Deploy completed, call `cmdeploy dns` next.\n") << 0;
        QTest::newRow("1, with a full table") << deployed << 1;
    }

    void installBelievesNoExitCode()
    {
        QFETCH(QByteArray, output);
        QFETCH(int, exitCode);
        FakeMigration m;
        prepare(m);
        m.onAdmin->on(u"scripts/cmdeploy"_s,
                      FakeTransport::Answer{.out = output, .exitCode = exitCode, .err = ""});
        const auto step = makeInstall();
        m.allow(*step);
        try {
            step->run(m.context);
            QFAIL("taken for a deployment");
        } catch (const Failure &failure) {
            QVERIFY(failure.is<failure::CmdeployFailed>());
        }
        QVERIFY(m.placeOf(u"mark-installed"_s) < 0);
    }

    void installDoesNotDeployTwice()
    {
        FakeMigration m;
        prepare(m);
        m.onNew->on(u"cat /etc/relaymove/installed"_s, "c0ffee\n");
        const auto step = makeInstall();
        m.allow(*step);
        step->run(m.context);
        QVERIFY(m.placeOf(u"relaymove-fence.service"_s) >= 0);
        QVERIFY(m.placeOf(u"scripts/cmdeploy"_s) < 0);
    }

    void installKnowsNewByThePinnedKeyOnly()
    {
        FakeMigration m;
        prepare(m);
        const QByteArray same = "# Host 198.51.100.20 found: line 3\n198.51.100.20 ssh-ed25519 " +
                                m.profile.newKey.blob.toUtf8() + "\n";
        m.onAdmin->on(u"ssh-keygen -F 198.51.100.20"_s, same);
        const auto step = makeInstall();
        m.allow(*step);
        step->run(m.context);
        QVERIFY(m.placeOf(u"add-known-host"_s) < 0);

        m.onAdmin->on(u"ssh-keygen -F"_s, "# Host found\n198.51.100.20 ssh-ed25519 b3RoZXI=\n");
        QVERIFY_THROWS_EXCEPTION(Failure, step->run(m.context));
    }

    void installIsDoneOnlyWhenAllOfItIsTrue_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("all true") << QString() << QByteArray() << 0;
        QTest::newRow("not installed") << u"relaymove/installed"_s << QByteArray() << 1;
        QTest::newRow("another release") << u"relaymove/installed"_s << QByteArray("beef") << 0;
        QTest::newRow("another domain") << u"mail_domain"_s << QByteArray("x.test") << 0;
        QTest::newRow("no fence") << u"nft list table"_s << QByteArray() << 1;
        QTest::newRow("fence gone at the next boot")
            << u"is-enabled relaymove-fence"_s << QByteArray("disabled") << 1;
        QTest::newRow("postfix may start") << u"is-enabled postfix"_s << QByteArray("enabled") << 0;
        QTest::newRow("no resolver") << u"is-active unbound"_s << QByteArray("inactive") << 3;
    }

    void installIsDoneOnlyWhenAllOfItIsTrue()
    {
        QFETCH(QString, command);
        QFETCH(QByteArray, answer);
        QFETCH(int, exitCode);
        FakeMigration m;
        prepare(m);
        m.onNew->on(u"relaymove/installed"_s, "c0ffee\n");
        m.onNew->on(u"mail_domain"_s, "relay.test\n");
        m.onNew->on(u"is-enabled relaymove-fence"_s, "enabled\n");
        m.onNew->on(u"is-enabled postfix"_s,
                    FakeTransport::Answer{.out = "masked\n", .exitCode = 1, .err = ""});
        m.onNew->on(u"is-active unbound"_s, "active\n");
        if (!command.isEmpty())
            m.onNew->on(command,
                        FakeTransport::Answer{.out = answer, .exitCode = exitCode, .err = ""});
        const auto step = makeInstall();
        m.allow(*step);
        const Inspection found = step->inspect(m.context);
        QCOMPARE(found.kind == Inspection::Kind::Done, command.isEmpty());
    }

    // A disk that dies does not wait for whoever types records.
    void typedRecordsDoNotHoldUpARescue()
    {
        FakeMigration m;
        prepare(m);
        m.profile.dns.method = DnsMethod::Manual;
        for (const bool fails : {false, true}) {
            m.facts.disk.fails = fails;
            const auto step = makeTtl();
            m.allow(*step);
            step->run(m.context);
            QCOMPARE(m.asked.last().id, u"ttl/records"_s);
            QCOMPARE(m.asked.last().timeout,
                     fails ? std::optional(std::chrono::seconds(0)) : std::nullopt);
            QCOMPARE(step->inspect(m.context).kind, Inspection::Kind::Done);
        }
    }

    void typedRecordsDoNotHoldUpACutover()
    {
        FakeMigration m;
        prepare(m);
        m.profile.dns.method = DnsMethod::Manual;
        const auto step = makeDns();
        m.allow(*step);
        step->run(m.context);
        QCOMPARE(m.asked.size(), 1);
        QCOMPARE(m.asked.first().timeout, std::chrono::seconds(0));
        QVERIFY(std::get<question::EnterRecords>(m.asked.first().what)
                    .records.contains(u"relay.test. 300 IN A 198.51.100.20"_s));
        QCOMPARE(step->inspect(m.context).kind, Inspection::Kind::Done);
    }

    // This computer slept: OLD's users must not be led away from it.
    void recordsLeadNobodyAwayFromAnOldThatServes_data()
    {
        QTest::addColumn<HostState>("onOld");
        QTest::addColumn<HostState>("onNew");
        QTest::addColumn<bool>("answers");
        QTest::addColumn<bool>("saysOldIsGone");
        QTest::addColumn<bool>("leads");
        using enum HostState;
        QTest::newRow("OLD holds") << Held << Filled << true << false << true;
        QTest::newRow("OLD's timer was there first") << Serving << Filled << true << false << false;
        QTest::newRow("OLD can't be asked") << Held << Filled << false << false << false;
        QTest::newRow("OLD is said to be gone") << Held << Filled << false << true << true;
        QTest::newRow("NEW serves, OLD is gone") << Committed << Open << false << false << true;
    }

    void recordsLeadNobodyAwayFromAnOldThatServes()
    {
        QFETCH(HostState, onOld);
        QFETCH(HostState, onNew);
        QFETCH(bool, answers);
        QFETCH(bool, saysOldIsGone);
        QFETCH(bool, leads);
        FakeMigration m;
        prepare(m);
        m.facts.cutover.id = u"c1"_s;
        m.records(onOld, onNew);
        m.onOld->setGone(!answers);
        m.context.words.oldIsGone = saysOldIsGone;
        m.profile.dns.method = DnsMethod::Manual;
        const auto step = makeDns();
        m.allow(*step);
        try {
            step->run(m.context);
            QVERIFY(leads);
        } catch (const Failure &failure) {
            QVERIFY(!leads);
            QCOMPARE(tellsThatOldServes(failure), answers);
        }
        QCOMPARE(m.asked.isEmpty(), !leads);
    }
};

QTEST_GUILESS_MAIN(PreparingStepsTest)
#include "tst_preparing_steps.moc"
