#include "core/base/failure.h"
#include "core/cutover/outside_proof.h"
#include "core/host/script.h"
#include "core/relay/relay_trial.h"
#include "core/steps/disable.h"
#include "tests/fakes/fake_migration.h"
#include "tests/fakes/mail_server.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// As from a relay: its ports are those of the mail server here; the others are shut.
class WayToServer : public Way
{
public:
    WayToServer(const MailServer &server, const char *smtp)
        : m_ports{{25, server.port(smtp)}, {465, server.port("smtps")}, {993, server.port("imaps")}}
    {
    }

    std::expected<Descriptor, PortTrouble> connect(const QString &, int port,
                                                   std::chrono::milliseconds timeout,
                                                   const StopToken &stop) override
    {
        return NetworkWay().connect(u"127.0.0.1"_s, m_ports.value(port, 1), timeout, stop);
    }
    QList<PortAnswer> probePorts(const QList<Endpoint> &endpoints,
                                 std::chrono::milliseconds timeout, const StopToken &stop) override
    {
        QList<Endpoint> here;
        for (const Endpoint &endpoint : endpoints)
            here << Endpoint{u"127.0.0.1"_s, m_ports.value(endpoint.port, 1)};
        return NetworkWay().probePorts(here, timeout, stop);
    }

private:
    QMap<int, int> m_ports;
};

// sshd's AllowTcpForwarding no.
class NoWay : public Way
{
public:
    std::expected<Descriptor, PortTrouble> connect(const QString &, int, std::chrono::milliseconds,
                                                   const StopToken &) override
    {
        return std::unexpected(PortTrouble{PortState::Forbidden, u"open failed"_s});
    }
    QList<PortAnswer> probePorts(const QList<Endpoint> &endpoints, std::chrono::milliseconds,
                                 const StopToken &) override
    {
        return QList<PortAnswer>(endpoints.size(), PortAnswer::Rejected);
    }
};

} // namespace

// What is tried of a relay, on one that answers as a test says.
class TestRelayTrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start(QFINDTESTDATA("../fakes/mail_server.py"), true)); }
    void init();
    void allIsTriedAndNothingIsLeft();
    void anOldFilterRefusesAnEmptySender();
    void aMissingFilterPutsMailOff();
    void whoIsNotLetInTriesNothingElse();
    void theAccountGoesAlsoAfterAStop();
    void theAccountsNameTellsTheMigration();
    void anSshThatMakesNoConnectionsIsToldBefore();
    void behindANatItsOwnAddressIsUsed();
    void onAFailingDiskNoAccountIsMade();
    void whatWasKnownOutlivesATrialThatFails();
    void whatIsRemoved();
    void theCutoverBeginsWithIt();

private:
    AnswerSheet answers(const char *smtp = "smtp")
    {
        m->onOld->leadTo([this, smtp] { return std::make_unique<WayToServer>(m_server, smtp); });
        const auto approach = approachTo(m->context, m->source, {u"198.51.100.10"_s});
        return approach ? tryMail(m->context, m->source, *approach) : AnswerSheet();
    }

    MailServer m_server;
    std::unique_ptr<FakeMigration> m;
};

void TestRelayTrial::init()
{
    m = std::make_unique<FakeMigration>();
    m->profile.domain = m->facts.relay.domain = u"relay.test"_s;
    m->facts.relay.mailboxesDir = u"/home/vmail/mail/relay.test"_s;
    m->facts.addresses.oldV4 = u"198.51.100.10"_s;
    for (const auto &host : {m->onOld, m->onNew}) {
        host->on(QString(), "");
        host->on(u"route get"_s, R"([{"dst":"198.51.100.10","prefsrc":"198.51.100.10"}])");
    }
    Plan plan = relayTrialPlan(Role::Old);
    append(plan, {fenceWayPlan()});
    m->allow(plan);
}

void TestRelayTrial::allIsTriedAndNothingIsLeft()
{
    const AnswerSheet sheet = answers();
    for (const Trial trial : {Trial::Port25, Trial::Port465, Trial::Port993, Trial::LogIn,
                              Trial::Submission, Trial::FromOutside, Trial::Delivery})
        QVERIFY2(sheet.of(trial).answer == Answer::Passed, qPrintable(sheet.of(trial).said));
    QCOMPARE(sheet.of(Trial::Port143).answer, Answer::NoConnection);
    QCOMPARE(sheet.of(Trial::Signature).answer, Answer::Missing); // its journal is empty
    QVERIFY(m->placeOf(u"make-probe-account"_s) >= 0);
    QCOMPARE(m->placeOf(u"remove-probe-accounts"_s), m->ran.size() - 1);
}

void TestRelayTrial::anOldFilterRefusesAnEmptySender()
{
    const AnswerSheet sheet = answers("oldFilter");
    QCOMPARE(sheet.of(Trial::FromOutside), (Answered{Answer::Refused, u"500 Error: bad syntax"_s}));
    QCOMPARE(sheet.of(Trial::Delivery).answer, Answer::Passed); // of its own users' mail
    QVERIFY(sheet.failed().contains(Trial::FromOutside));
}

void TestRelayTrial::aMissingFilterPutsMailOff()
{
    QCOMPARE(answers("filterless").of(Trial::FromOutside).answer, Answer::PutOff);
    QCOMPARE(answers("picky").of(Trial::FromOutside).answer, Answer::Passed);
}

void TestRelayTrial::whoIsNotLetInTriesNothingElse()
{
    MailServer closed; // knows one user
    QVERIFY(closed.start(QFINDTESTDATA("../fakes/mail_server.py")));
    m->onOld->leadTo([&] { return std::make_unique<WayToServer>(closed, "smtp"); });
    const auto approach = approachTo(m->context, m->source, {u"198.51.100.10"_s});
    QVERIFY(approach.has_value());
    const AnswerSheet sheet = tryMail(m->context, m->source, *approach);
    QCOMPARE(sheet.of(Trial::LogIn).answer, Answer::Denied);
    QVERIFY(!sheet.isTried(Trial::Submission) && !sheet.isTried(Trial::FromOutside));
    QVERIFY(m->onOld->ran(u"remove-probe-accounts"_s));
}

void TestRelayTrial::theAccountGoesAlsoAfterAStop()
{
    m->onOld->watch([this](const QString &line) {
        if (line.contains(u"make-probe-account"))
            m->control.stop();
    });
    QVERIFY_THROWS_EXCEPTION(Cancelled, answers());
    QVERIFY(m->onOld->ran(u"remove-probe-accounts"_s));
}

void TestRelayTrial::theAccountsNameTellsTheMigration()
{
    const QString names = u"relaymove-"_s + QString(m->profile.id).remove(u'-').first(12) + u'-';
    answers();
    const QString made = m->onOld->lines().filter(u"make-probe-account"_s).value(0);
    QVERIFY2(made.contains(m->facts.relay.mailboxesDir + u'/' + names), qPrintable(made));
    const QString removed = m->onOld->lines().filter(u"remove-probe-accounts"_s).value(0);
    QVERIFY2(removed.endsWith(m->facts.relay.mailboxesDir + u' ' + names), qPrintable(removed));
}

void TestRelayTrial::anSshThatMakesNoConnectionsIsToldBefore()
{
    m->onNew->leadTo([this] { return std::make_unique<WayToServer>(m_server, "smtp"); });
    QVERIFY(blockersOfFenceWay(m->context, {u"198.51.100.20"_s}).isEmpty());
    m->onNew->leadTo([] { return std::make_unique<NoWay>(); });
    const auto found = blockersOfFenceWay(m->context, {u"198.51.100.20"_s});
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().where, Role::New);
    QVERIFY(found.first().remedy.contains(u"AllowTcpForwarding"));
}

void TestRelayTrial::behindANatItsOwnAddressIsUsed()
{
    m->onOld->on(u"route get"_s, R"([{"dst":"198.51.100.10","prefsrc":"10.0.0.5"}])");
    m->onOld->leadTo([this] { return std::make_unique<WayToServer>(m_server, "smtp"); });
    const auto approach = approachTo(m->context, m->source, {u"198.51.100.10"_s});
    QVERIFY(approach.has_value());
    QCOMPARE(approach->address, u"10.0.0.5"_s);
}

void TestRelayTrial::onAFailingDiskNoAccountIsMade()
{
    m->profile.oldIsFailing = true;
    m->facts.cutover.answersOfOld = {u"log-in\tdenied\tno"_s}; // of an earlier look
    const QStringList known = m->facts.cutover.answersOfOld;
    QCOMPARE(tryOld(m->context).size(), 1); // the person is told
    QVERIFY(m->ran.isEmpty());
    QCOMPARE(m->facts.cutover.answersOfOld, known); // what OLD did not pass NEW need not either
}

void TestRelayTrial::whatWasKnownOutlivesATrialThatFails()
{
    const QStringList known{u"from-outside\trefused\t500"_s};
    m->facts.cutover.answersOfOld = known;
    m->onOld->setGone();
    const QList<Advisory> told = tryOld(m->context);
    QCOMPARE(told.size(), 1);
    QVERIFY2(told.first().what.contains(u"answered before"), qPrintable(told.first().what));
    QCOMPARE(m->facts.cutover.answersOfOld, known);
}

// The checks may be days old: what would stop NEW's proof is found while OLD serves.
void TestRelayTrial::theCutoverBeginsWithIt()
{
    m->facts.addresses.newV4 = u"198.51.100.20"_s;
    m->onNew->leadTo([] { return std::make_unique<NoWay>(); });
    const auto step = makeDisable();
    m->allow(*step);
    QVERIFY_THROWS_EXCEPTION(Failure, step->run(m->context));
    QVERIFY2(m->onOld->lines().filter(u"systemctl"_s).isEmpty() &&
                 m->onNew->lines().filter(u"systemctl"_s).isEmpty(),
             qPrintable(m->ran.join(u'\n')));
}

// By the script itself, in a folder of the test's own, on a queue that is there in name only.
void TestRelayTrial::whatIsRemoved()
{
    const QDir folder(m->folder.path());
    const auto write = [&](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    };
    QVERIFY(folder.mkpath(u"bin"_s));
    write(
        u"bin/postqueue"_s,
        "#!/bin/sh\ncat <<'E'\n"
        R"({"queue_name": "deferred", "queue_id": "3F1A", "sender": "anna@x", "recipients": [{"address": "relaymove-abc-1@x"}]})"
        "\n"
        R"({"queue_name": "active", "queue_id": "4Gx9", "sender": "relaymove-abc-2@x", "recipients": [{"address": "b@x"}]})"
        "\n"
        R"({"queue_name": "active", "queue_id": "5555", "sender": "relaymove-other-1@x", "recipients": [{"address": "b@x"}]})"
        "\nE\n");
    write(u"bin/postsuper"_s,
          "#!/bin/sh\nd=$(dirname \"$0\")\n{ echo \"$*\"; cat; } >\"$d/deleted\"\n");
    for (const char *name : {"relaymove-abc-1@x", "relaymove-abc-2@x", "relaymove-other-1@x",
                             "anna@x", "relaymove-abc-noaddress"})
        QVERIFY(folder.mkpath(u"mail/"_s + QLatin1StringView(name) + u"/new"_s));
    const Command command = shell("remove-probe-accounts", {"{mailboxes}", "{probe-names}"})
                                .with("mailboxes", folder.filePath(u"mail"_s))
                                .with("probe-names", u"relaymove-abc-"_s);
    const QStringList words{u"env"_s, u"PATH=%1:/usr/bin:/bin"_s.arg(folder.filePath(u"bin"_s))};
    const StopToken stop;
    for (int i = 0; i < 2; ++i) { // where nothing is left it does nothing
        const Ending ending =
            LocalTransport().execute({.arguments = words + command.arguments()}, stop);
        QCOMPARE(ending.exitCode, 0);
    }
    QFile deleted(folder.filePath(u"bin/deleted"_s));
    QVERIFY(deleted.open(QIODevice::ReadOnly));
    QCOMPARE(deleted.readAll(), "-d -\n3F1A\n4Gx9\n");
    QCOMPARE(QDir(folder.filePath(u"mail"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
             (QStringList{u"anna@x"_s, u"relaymove-abc-noaddress"_s, u"relaymove-other-1@x"_s}));
}

QTEST_GUILESS_MAIN(TestRelayTrial)
#include "tst_relay_trial.moc"
