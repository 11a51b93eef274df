#include "core/base/amounts.h"
#include "core/base/failure.h"
#include "core/migration/run_control.h"
#include "core/status/status_json.h"
#include "core/status/status_text.h"

#include <QJsonArray>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// A machine by script: what each program of it prints, by its first words.
class ScriptedMachine : public Transport
{
public:
    QHash<QString, std::pair<int, QByteArray>> answers;
    std::optional<Failure> unreachable;
    std::function<void()> onRun;
    QStringList ran;

    Ending execute(const Execution &execution, const StopToken &) override
    {
        if (unreachable)
            throw *unreachable;
        const QString line = execution.arguments.join(u' ');
        ran << line;
        if (onRun)
            onRun();
        for (auto it = answers.constBegin(); it != answers.constEnd(); ++it) {
            if (line.contains(it.key())) {
                execution.onOutput(it->second);
                return {.how = Ending::How::Exited, .exitCode = it->first, .detail = {}};
            }
        }
        return {.how = Ending::How::Exited, .exitCode = 1, .detail = {}};
    }
};

Facts someFacts()
{
    Facts facts;
    facts.relay.domain = u"relay.test"_s;
    facts.relay.units = {u"dovecot.service"_s, u"nginx.service"_s, u"postfix@-.service"_s};
    facts.relay.mailboxesDir = u"/home/vmail/mail/relay.test"_s;
    return facts;
}

std::shared_ptr<ScriptedMachine> relay()
{
    auto machine = std::make_shared<ScriptedMachine>();
    machine->answers = {
        {u"is-active"_s, {0, "active\nactive\nactive\n"}},
        {u"list tables"_s, {0, "table inet filter\n"}},
        {u"count-mail"_s, {0, "600\n6000\n"}},
        {u"df -B1"_s, {0, "Avail 1B-blocks\n61000000000 80000000000\n"}},
        {u"find active deferred"_s, {0, "3\n"}},
        {u"x509"_s, {0, "notAfter=2027-02-21 17:00:00Z\n"}},
        {u"pkey"_s, {0, "-----BEGIN PUBLIC KEY-----\nMIIB\nIjAN\n-----END PUBLIC KEY-----\n"}},
        {u"chatmail-version"_s, {0, "abc123\n"}}};
    return machine;
}

HostStatus probed(Role role, const std::shared_ptr<ScriptedMachine> &machine)
{
    Profile profile;
    profile.domain = u"relay.test"_s;
    RunControl control;
    Host host(role, machine, control);
    HostMemory memory;
    return probeHost(host, profile, someFacts(), memory);
}

HostStatus fenced()
{
    const auto machine = relay();
    machine->answers[u"list tables"_s] = {0, "table inet relaymove_fence\n"};
    machine->answers[u"is-active"_s] = {3, "active\nactive\ninactive\n"};
    return probed(Role::New, machine);
}

QString value(const RelayStatus &status, Role role, const QString &label)
{
    for (const StatusPanel &panel : statusPanels(status, someFacts())) {
        for (const auto &[known, text] : panel.rows) {
            if (panel.role == role && known == label)
                return text;
        }
    }
    return u"no such row"_s;
}

RelayStatus of(const HostStatus &oldHost, const HostStatus &newHost,
               const QString &dkim = u"MIIBIjAN"_s)
{
    return {oldHost, newHost, DnsStatus{.dkimKey = dkim}};
}

} // namespace

class TestStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsARelay();
    void mailIsCountedNowAndThen();
    void saysWhichServiceIsDown();
    void whatCanNotBeReachedIsUnknown();
    void aMissingProgramHidesNothingElse();
    void sentence_data();
    void sentence();
    void comparesTheDkimKey();
    void countsWhatOldPassesOn();
    void portsAreToldByTheirAnswer();
    void itIsStampedWithTheAsking();
    void addressesAreToldByTheirMachine();
    void jsonSaysWhyAValueIsMissing();
};

void TestStatus::readsARelay()
{
    const HostStatus host = probed(Role::Old, relay());
    QVERIFY(host.reached);
    QVERIFY(host.isServing);
    QCOMPARE(host.mailboxes, 600);
    QCOMPARE(host.messages, 6000);
    QCOMPARE(host.queued, 3);
    QCOMPARE(host.certificateUntil.toString(Qt::ISODate), u"2027-02-21T17:00:00Z"_s);
    QCOMPARE(host.dkimKey, u"MIIBIjAN"_s);
    QCOMPARE(host.version, u"abc123"_s);
    QCOMPARE(host.mailboxesFreeBytes, 61'000'000'000);
    QCOMPARE(value(of(host, fenced()), Role::Old, u"Disk"_s), u"61.0 of 80.0 GB free"_s);
    QVERIFY(host.at.isValid());
}

// A poll every few seconds must not read every mailbox each time, and a disk that
// is failing never for a number.
void TestStatus::mailIsCountedNowAndThen()
{
    const auto machine = relay();
    Profile profile;
    profile.domain = u"relay.test"_s;
    RunControl control;
    Host host(Role::Old, machine, control);
    HostMemory memory;
    const auto counts = [&] { return machine->ran.filter(u"count-mail"_s).size(); };
    probeHost(host, profile, someFacts(), memory);
    QCOMPARE(counts(), 1);
    memory.countedAt = memory.countedAt.addSecs(-300);
    const HostStatus again = probeHost(host, profile, someFacts(), memory);
    QCOMPARE(counts(), 1);
    QCOMPARE(again.messages, 6000);
    // However short it is: what is older than the panel's own stamp has its own.
    QCOMPARE(value(of(again, fenced()), Role::Old, u"Messages"_s),
             numberText(6000) + u" (%1)"_s.arg(localMoment(memory.countedAt)));
    memory.countedAt = {};
    QCOMPARE(value(of(probeHost(host, profile, someFacts(), memory), fenced()), Role::Old,
                   u"Messages"_s),
             numberText(6000));
    QCOMPARE(counts(), 2);
    memory.countedAt = memory.countedAt.addSecs(-600);
    // Too long for it: not tried again at each poll, and the old number is none any more.
    machine->answers[u"count-mail"_s] = {1, "600\n"};
    QVERIFY(!probeHost(host, profile, someFacts(), memory).messages.has_value());
    QCOMPARE(counts(), 3);
    QVERIFY(!probeHost(host, profile, someFacts(), memory).messages.has_value());
    QCOMPARE(counts(), 3);
    memory.countedAt = {};
    memory.mayCount = false; // users wait
    probeHost(host, profile, someFacts(), memory);
    QCOMPARE(counts(), 3);
    Facts failing = someFacts();
    failing.disk.fails = true;
    HostMemory fresh;
    QVERIFY(!probeHost(host, profile, failing, fresh).messages.has_value());
    QCOMPARE(counts(), 3);
}

void TestStatus::saysWhichServiceIsDown()
{
    const auto machine = relay();
    machine->answers[u"is-active"_s] = {3, "active\nfailed\nactive\n"};
    const RelayStatus status = of(probed(Role::Old, machine), fenced());
    QCOMPARE(value(status, Role::Old, u"Services"_s), u"2 of 3 run; not: nginx.service"_s);
}

void TestStatus::whatCanNotBeReachedIsUnknown()
{
    const auto machine = relay();
    machine->unreachable =
        Failure{failure::Unreachable{u"198.51.100.10"_s, u"No route to host"_s}, Role::Old};
    const HostStatus host = probed(Role::Old, machine);
    QVERIFY(!host.reached);
    QVERIFY(!host.mailboxes.has_value());
    const RelayStatus status = of(host, fenced());
    QCOMPARE(servingOf(status), WhoServes::Unknown);
    QCOMPARE(unreachedText(status), u"OLD can't be asked."_s);
    QCOMPARE(statusSentence(status), u"It is not known who serves mail. OLD can't be asked."_s);
    QCOMPARE(value(status, Role::Old, u"State"_s), u"unknown"_s);
    QVERIFY(value(status, Role::Old, u"Why"_s).contains(u"No route to host"_s));
    QVERIFY(machine->ran.isEmpty());
}

void TestStatus::aMissingProgramHidesNothingElse()
{
    const auto machine = relay();
    machine->answers[u"x509"_s] = {126, ""};
    machine->answers[u"list tables"_s] = {127, ""};
    const HostStatus host = probed(Role::Old, machine);
    QVERIFY(host.reached);
    QVERIFY(!host.certificateUntil.isValid());
    QCOMPARE(host.version, u"abc123"_s);
}

void TestStatus::sentence_data()
{
    QTest::addColumn<QByteArray>("oldTables");
    QTest::addColumn<QByteArray>("oldUnits");
    QTest::addColumn<QByteArray>("newTables");
    QTest::addColumn<QByteArray>("newUnits");
    QTest::addColumn<QByteArray>("oldRecord");
    QTest::addColumn<WhoServes>("serving");
    QTest::addColumn<QString>("text");
    const QByteArray up = "active\nactive\nactive\n", down = "inactive\ninactive\ninactive\n",
                     none = "table inet filter\n", fence = "table inet relaymove_fence\n",
                     hold = "table inet relaymove_parking\n",
                     forward = "table ip relaymove_forward\ntable ip6 relaymove_forward\n";
    const QByteArray held = "migration=m\nstate=held\n",
                     committed = "migration=m\nstate=committed\n";
    QTest::newRow("before") << none << up << none << down << QByteArray() << WhoServes::Old
                            << u"OLD serves mail."_s;
    QTest::newRow("behind the fence")
        << none << up << fence << up << QByteArray() << WhoServes::Old << u"OLD serves mail."_s;
    QTest::newRow("hold") << hold << up << fence << down << held << WhoServes::Nobody
                          << u"Nobody serves mail; new connections wait on OLD."_s;
    QTest::newRow("handed over") << hold << down << fence << up << committed << WhoServes::Committed
                                 << u"Nobody serves mail; OLD has handed over, and opens NEW as "
                                    "soon as it can tell it."_s;
    QTest::newRow("NEW is told") << hold << down << none << up << committed << WhoServes::New
                                 << u"NEW serves mail."_s;
    QTest::newRow("stopped") << none << down << none << down << QByteArray() << WhoServes::Nobody
                             << u"Nobody serves mail."_s;
    QTest::newRow("after") << forward << down << none << up << QByteArray() << WhoServes::New
                           << u"NEW serves mail; OLD forwards to it."_s;
    QTest::newRow("OLD woken") << none << up << none << up << QByteArray() << WhoServes::Both
                               << u"BOTH machines serve mail: stop one of them."_s;
}

void TestStatus::sentence()
{
    QFETCH(QByteArray, oldTables);
    QFETCH(QByteArray, oldUnits);
    QFETCH(QByteArray, newTables);
    QFETCH(QByteArray, newUnits);
    QFETCH(QByteArray, oldRecord);
    const auto oldMachine = relay(), newMachine = relay();
    oldMachine->answers[u"list tables"_s] = {0, oldTables};
    oldMachine->answers[u"is-active"_s] = {0, oldUnits};
    oldMachine->answers[u"record/values"_s] = {0, oldRecord};
    newMachine->answers[u"list tables"_s] = {0, newTables};
    newMachine->answers[u"is-active"_s] = {3, newUnits};
    const RelayStatus status = of(probed(Role::Old, oldMachine), probed(Role::New, newMachine));
    QTEST(servingOf(status), "serving");
    QTEST(statusSentence(status), "text");
}

void TestStatus::comparesTheDkimKey()
{
    const HostStatus host = probed(Role::Old, relay());
    QCOMPARE(value(of(host, fenced()), Role::Old, u"DKIM key"_s), u"equal to DNS"_s);
    QCOMPARE(value(of(host, fenced(), u"other"_s), Role::Old, u"DKIM key"_s),
             u"NOT the one in DNS"_s);
    QCOMPARE(value(of(host, fenced(), {}), Role::Old, u"DKIM key"_s), u"DNS not known"_s);
}

void TestStatus::countsWhatOldPassesOn()
{
    const auto machine = relay();
    machine->answers[u"list tables"_s] = {
        0, "table ip relaymove_forward\ntable ip6 relaymove_forward\n"};
    machine->answers[u"list table ip relaymove_forward"_s] = {
        0, R"({"nftables": [{"metainfo": {"version": "1.0.6"}}, {"table": {"family": "ip"}},
            {"rule": {"expr": [{"match": {}}, {"counter": {"packets": 40, "bytes": 2400}}]}},
            {"rule": {"expr": [{"counter": {"packets": 2, "bytes": 88}}]}}]})"};
    machine->answers[u"list table ip6 relaymove_forward"_s] = {
        0, R"({"nftables": [{"rule": {"expr": [{"counter": {"packets": 5}}]}}]})"};
    const HostStatus host = probed(Role::Old, machine);
    QCOMPARE(host.passedOn, 47);
    QCOMPARE(value(of(host, fenced()), Role::Old, u"Forwards to NEW"_s),
             u"yes, 47 connections so far"_s);
    HostStatus one = host;
    one.passedOn = 1;
    QCOMPARE(value(of(one, fenced()), Role::Old, u"Forwards to NEW"_s),
             u"yes, 1 connection so far"_s);
    QCOMPARE(probed(Role::Old, relay()).passedOn, std::nullopt);
}

void TestStatus::portsAreToldByTheirAnswer()
{
    using enum PortAnswer;
    RelayStatus status = of(probed(Role::Old, relay()), fenced());
    status.oldHost.outside = {
        {u"198.51.100.10"_s, {Open, Silent, Refused, Silent, Silent, Silent, Open, Silent}},
        {u"2001:db8::10"_s, {}, 120}};
    QCOMPARE(value(status, Role::Old, u"From outside, 198.51.100.10"_s),
             u"25 993 open; refused: 143; no answer: 80 443 465 587 3340"_s);
    const QString none = value(status, Role::Old, u"From outside, 2001:db8::10"_s);
    QVERIFY(!none.contains(u"open"_s));
    QVERIFY(none.endsWith(u" (120 s before)"_s));
    const QJsonObject ports = toJson(status)[u"old"][u"outside"][0][u"ports"].toObject();
    QCOMPARE(ports[u"25"_s].toString(), u"open"_s);
    QCOMPARE(ports[u"80"_s].toString(), u"silent"_s);
}

// What takes long to be told is as old as its first word.
void TestStatus::itIsStampedWithTheAsking()
{
    const auto machine = relay();
    QDateTime asked;
    machine->onRun = [&] {
        if (!asked.isValid())
            asked = QDateTime::currentDateTimeUtc();
    };
    QVERIFY(probed(Role::Old, machine).at <= asked);
}

void TestStatus::addressesAreToldByTheirMachine()
{
    Facts facts = someFacts();
    facts.addresses.oldV4 = u"198.51.100.10"_s;
    facts.addresses.newV6 = u"2001:db8::20"_s;
    RelayStatus status;
    status.dns.servers = {{u"ns"_s, AddressRecords{.v4 = {u"198.51.100.10"_s, u"198.51.100.9"_s},
                                                   .v6 = {u"2001:db8::20"_s},
                                                   .ttl4 = 300,
                                                   .ttl6 = 60}},
                          {u"silent"_s, {}}};
    const StatusPanel dns = statusPanels(status, facts).last();
    QVERIFY(dns.answered);
    QCOMPARE(dns.rows, (StatusRows{{u"ns A"_s, u"198.51.100.10 = OLD, 198.51.100.9 (TTL 300)"_s},
                                   {u"ns AAAA"_s, u"2001:db8::20 = NEW (TTL 60)"_s},
                                   {u"silent"_s, u"unknown"_s},
                                   {u"DKIM record"_s, u"none"_s}}));
}

// null, and why: a number that nobody knows is not 0.
void TestStatus::jsonSaysWhyAValueIsMissing()
{
    const auto machine = relay();
    machine->answers[u"count-mail"_s] = {1, ""};
    machine->answers[u"x509"_s] = {1, ""};
    machine->answers[u"df -B1"_s] = {0, "what\n"};
    machine->answers[u"record/values"_s] = {0, ""};
    machine->answers[u"is-active"_s] = {3, "active\ninactive\nactive\n"};
    RelayStatus status = of(probed(Role::Old, machine), fenced());
    QJsonObject old = toJson(status)[u"old"].toObject();
    for (const QString &name : {u"mailboxes"_s, u"messages"_s, u"mailboxesFreeBytes"_s,
                                u"mailboxesDiskBytes"_s, u"certificateUntil"_s}) {
        QVERIFY2(old[name].isNull(), qPrintable(name));
        QVERIFY2(!old[u"unknown"][name].toString().isEmpty(), qPrintable(name));
    }
    QCOMPARE(old[u"unknown"].toObject().size(), 5);
    QCOMPARE(old[u"queuedMessages"].toInt(), 3);
    QCOMPARE(old[u"serves"].toBool(), true);
    QCOMPARE(old[u"unitsStopped"].toArray(), QJsonArray{u"nginx.service"_s});
    QCOMPARE(old[u"state"], QJsonValue()); // none, and that is known
    QCOMPARE(toJson(status)[u"new"][u"isFenced"].toBool(), true);
    machine->unreachable = Failure{failure::Unreachable{}};
    status.oldHost = probed(Role::Old, machine);
    old = toJson(status)[u"old"].toObject();
    QVERIFY(old[u"serves"].isNull() && old[u"isFenced"].isNull() && old[u"unitsRunning"].isNull());
    QVERIFY(!old[u"reached"].toBool() && !old[u"whyNotReached"].toString().isEmpty());
    QCOMPARE(toJson(status)[u"serving"].toString(), u"unknown"_s);
}

QTEST_APPLESS_MAIN(TestStatus)
#include "tst_status.moc"
