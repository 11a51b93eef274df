#include "core/base/stop_token.h"
#include "core/dns/authority.h"
#include "core/dns/record_change.h"
#include "core/dns/tsig_key_file.h"
#include "named.h"

#include <QProcess>
#include <QTest>
#include <QUdpSocket>

#include <thread>

using namespace relaymove;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDns : public QObject
{
    Q_OBJECT

    Named m_named;
    StopToken m_stop;

    DnsClient client() const
    {
        return DnsClient(
            m_stop, {.resolvers = {u"127.0.0.1"_s}, .port = m_named.port(), .timeout = 4000ms});
    }
    DnsSettings settings() const
    {
        return {DnsMethod::Rfc2136,
                u"127.0.0.1"_s,
                m_named.port(),
                u"relay.test"_s,
                QString::fromLatin1(Named::keyName),
                u"hmac-sha256"_s};
    }
    // As the engine's transport does: arguments as they are, the script by
    // standard input.
    template <class Change>
    static int runNsupdate(const Change &change, const DnsSettings &settings, const Secret &secret,
                           QByteArray *said = nullptr)
    {
        const auto script = nsupdateScript(change, settings, secret);
        if (!script)
            return -1;
        const Command command = nsupdateCommand(*script);
        QStringList words = command.arguments();
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(words.takeFirst(), words);
        process.write(command.secretInput()->reveal());
        process.closeWriteChannel();
        if (!process.waitForFinished(30000))
            return -2;
        if (said)
            *said = process.readAll();
        return process.exitCode();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_named.start(), m_named.log().constData()); }

    void findsTheZoneAndItsServers()
    {
        const Zone zone = client().zoneOf(u"a.b.Relay.test."_s);
        QCOMPARE(zone.name, u"relay.test"_s);
        QCOMPARE(zone.primary, u"ns1.test"_s);
        QCOMPARE(zone.servers.size(), 3);
        QCOMPARE(zone.servers[1].name, u"ns2.test"_s);
        QCOMPARE(zone.servers[1].addresses, (QStringList{u"127.0.0.3"_s, u"::1"_s}));
        QVERIFY_THROWS_EXCEPTION(Failure, client().zoneOf(u"nowhere.example"_s));
    }

    void readsAddressesOfEachServer()
    {
        const auto answers = client().addressesEverywhere(u"relay.test"_s);
        QCOMPARE(answers.size(), 3);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(answers[i].records.has_value());
            QCOMPARE(answers[i].records->v4, QStringList{u"198.51.100.10"_s});
            QCOMPARE(answers[i].records->v6, QStringList{u"2001:db8::10"_s});
            QCOMPARE(answers[i].records->ttl4, 1800);
            QCOMPARE(answers[i].records->ttl6, 3600);
            QVERIFY(answers[i].records->authoritative);
        }
        QCOMPARE(answers[0].address, u"127.0.0.1"_s);
        QCOMPARE(answers[1].address, u"::1"_s); // its other address is dead
        // Nothing listens at the third.
        QVERIFY(!answers[2].records.has_value());
        QVERIFY(answers[2].records.error().is<failure::DnsFailed>());
        QCOMPARE(answers[2].records.error().as<failure::DnsFailed>()->server, u"127.0.0.3"_s);
    }

    void aCnameIsNoAddress()
    {
        const auto records = client().addressesAt(u"127.0.0.1"_s, u"www.relay.test"_s);
        QVERIFY(records.v4.isEmpty() && records.v6.isEmpty());
    }

    void tellsWhatIsNotAnswered()
    {
        QCOMPARE(client().ask(u"127.0.0.1"_s, u"no.relay.test"_s, RecordType::A).status,
                 u"NXDOMAIN"_s);
        try {
            client().ask(u"127.0.0.1"_s, u"elsewhere.example"_s, RecordType::A);
            QFAIL("a refusal passed for an answer");
        } catch (const Failure &failure) {
            QVERIFY(failure.as<failure::DnsFailed>()->said.contains(u"REFUSED"));
        }
        QVERIFY_THROWS_EXCEPTION(Failure,
                                 client().ask(u"ns1.test"_s, u"relay.test"_s, RecordType::A));
        QVERIFY_THROWS_EXCEPTION(
            Failure, client().ask(u"127.0.0.1"_s, QString(70, u'a') + u".test"_s, RecordType::A));
    }

    void longAnswersComeByTcp()
    {
        const auto answer = client().ask(u"127.0.0.1"_s, u"long.relay.test"_s, RecordType::Txt);
        QCOMPARE(answer.records.size(), 20);
        QVERIFY(answer.overTcp);
        QVERIFY(!client().ask(u"127.0.0.1"_s, u"relay.test"_s, RecordType::A).overTcp);
    }

    void readsTextsAndPointers()
    {
        QCOMPARE(client().texts(u"opendkim._domainkey.relay.test"_s),
                 QStringList{u"v=DKIM1;k=rsa;p=firstsecond;s=email;t=s"_s});
        QCOMPARE(client().texts(u"alias.test"_s), QStringList{u"by alias"_s});
        QCOMPARE(client().texts(u"none.relay.test"_s), QStringList());
        QCOMPARE(client().pointers(u"198.51.100.10"_s), QStringList{u"relay.test"_s});
        QCOMPARE(client().pointers(u"198.51.100.11"_s), QStringList());
        QCOMPARE(reverseName(u"2001:db8::10"_s),
                 u"0.1.0.0."_s + u"0.0.0.0."_s.repeated(5) + u"8.b.d.0.1.0.0.2.ip6.arpa"_s);
        QCOMPARE(reverseName(u"relay.test"_s), QString());
    }

    void aSilentServerIsGivenUp()
    {
        QUdpSocket silent;
        QVERIFY(silent.bind(QHostAddress(u"127.0.0.4"_s)));
        const DnsOptions options{.resolvers = {}, .port = silent.localPort(), .timeout = 400ms};
        QVERIFY_THROWS_EXCEPTION(
            Failure,
            DnsClient(m_stop, options).ask(u"127.0.0.4"_s, u"relay.test"_s, RecordType::A));
    }

    void aStopEndsTheWait()
    {
        QUdpSocket silent;
        QVERIFY(silent.bind(QHostAddress(u"127.0.0.4"_s)));
        const DnsOptions options{.resolvers = {}, .port = silent.localPort(), .timeout = 60000ms};
        StopToken stop;
        bool cancelled = false;
        std::thread worker([&] {
            try {
                DnsClient(stop, options).ask(u"127.0.0.4"_s, u"relay.test"_s, RecordType::A);
            } catch (const Cancelled &) {
                cancelled = true;
            } catch (const Failure &) {
            }
        });
        const bool asked = silent.waitForReadyRead(10000); // it is waiting by now
        stop.raise();
        worker.join();
        QVERIFY(asked);
        QVERIFY(cancelled);
    }

    void writesTheScript()
    {
        const AddressChange change{
            u"relay.test"_s, u"relay.test"_s, {u"198.51.100.20"_s}, {u"2001:db8::20"_s}, 300};
        DnsSettings to = settings();
        to.port = 53;
        QCOMPARE(nsupdateScript(change, to, Secret("YWJj")).value().reveal(),
                 QByteArray("server 127.0.0.1 53\n"
                            "check-names no\n"
                            "zone relay.test.\n"
                            "key hmac-sha256:move-key YWJj\n"
                            "update delete relay.test. A\n"
                            "update delete relay.test. AAAA\n"
                            "update add relay.test. 300 A 198.51.100.20\n"
                            "update add relay.test. 300 AAAA 2001:db8::20\n"
                            "send\n"));
        const Command command = nsupdateCommand(Secret("script"));
        QCOMPARE(command.secretInput()->reveal(), QByteArray("script"));
        QVERIFY(command.standardInput().isEmpty());
        QVERIFY(!command.line().contains(u"script"));
        QCOMPARE(recordsByHand(change), (QStringList{u"relay.test. 300 IN A 198.51.100.20"_s,
                                                     u"relay.test. 300 IN AAAA 2001:db8::20"_s}));
    }

    void refusesAScript_data()
    {
        QTest::addColumn<AddressChange>("change");
        QTest::addColumn<QString>("server");
        QTest::addColumn<QByteArray>("secret");
        const AddressChange good{u"relay.test"_s, u"relay.test"_s, {u"198.51.100.20"_s}, {}, 300};
        AddressChange change = good;
        change.v4.clear();
        QTest::newRow("no address") << change << u"ns"_s << QByteArray("YWJj");
        change = good;
        change.v4 = QStringList{u"198.51.100.20\nsend"_s};
        QTest::newRow("address") << change << u"ns"_s << QByteArray("YWJj");
        change = good;
        change.v6 = QStringList{u"198.51.100.20"_s};
        QTest::newRow("family") << change << u"ns"_s << QByteArray("YWJj");
        change = good;
        change.name = u"relay.test 5 TXT x"_s;
        QTest::newRow("name") << change << u"ns"_s << QByteArray("YWJj");
        change = good;
        change.ttl = 0;
        QTest::newRow("ttl") << change << u"ns"_s << QByteArray("YWJj");
        QTest::newRow("server") << good << u"ns\nzone x"_s << QByteArray("YWJj");
        QTest::newRow("secret") << good << u"ns"_s << QByteArray("YWJj\nsend");
        QTest::newRow("no secret") << good << u"ns"_s << QByteArray();
    }
    void refusesAScript()
    {
        QFETCH(AddressChange, change);
        QFETCH(QString, server);
        QFETCH(QByteArray, secret);
        DnsSettings to = settings();
        to.server = server;
        const auto script = nsupdateScript(change, to, Secret(secret));
        QVERIFY(!script);
        QVERIFY(!script.error().isEmpty());
    }

    // Changes the zone: the last two of all.
    void updatesTheZone()
    {
        const Secret secret{Named::secret};
        AddressChange change{
            u"relay.test"_s, u"relay.test"_s, {u"198.51.100.10"_s}, {u"2001:DB8::10"_s}, 300};
        QVERIFY(!isServed(change, client().addressesAt(u"127.0.0.1"_s, change.name)));
        QByteArray said;
        QVERIFY2(runNsupdate(change, settings(), secret, &said) == 0, said.constData());
        QVERIFY(isServed(change, client().addressesAt(u"127.0.0.1"_s, change.name)));

        change.v4 = QStringList{u"198.51.100.20"_s};
        change.v6.clear();
        change.zone.clear(); // nsupdate finds it out
        QVERIFY2(runNsupdate(change, settings(), secret, &said) == 0, said.constData());
        const auto records = client().addressesAt(u"127.0.0.1"_s, change.name);
        QCOMPARE(records, (AddressRecords{{u"198.51.100.20"_s}, {}, 300, 0, true}));
        QVERIFY(isServed(change, records));
        AddressRecords fromCache = records;
        fromCache.authoritative = false;
        QVERIFY(!isServed(change, fromCache));
        change.ttl = 301;
        QVERIFY(!isServed(change, records));
        // The rest of the zone is as it was.
        QCOMPARE(client().ask(u"127.0.0.1"_s, u"relay.test"_s, RecordType::Mx).records.first().data,
                 u"relay.test"_s);
    }

    void aTrialRecordComesAndGoes()
    {
        const QString name = u"_relaymove.relay.test"_s;
        const auto served = [&] {
            QStringList texts;
            for (const DnsRecord &record :
                 client().ask(u"127.0.0.1"_s, name, RecordType::Txt).records)
                texts << record.data;
            return texts;
        };
        TextChange trial{u"relay.test"_s, name, u"0b5c-1"_s};
        QByteArray said;
        QVERIFY2(runNsupdate(trial, settings(), Secret(Named::secret), &said) == 0,
                 said.constData());
        QCOMPARE(served(), QStringList{u"0b5c-1"_s});
        trial.text.clear();
        QVERIFY2(runNsupdate(trial, settings(), Secret(Named::secret), &said) == 0,
                 said.constData());
        QCOMPARE(served(), QStringList());
        trial.text = u"two \"words"_s;
        QVERIFY(!nsupdateScript(trial, settings(), Secret(Named::secret)));
    }

    void aWrongKeyChangesNothing()
    {
        const AddressRecords before = client().addressesAt(u"127.0.0.1"_s, u"relay.test"_s);
        const AddressChange change{u"relay.test"_s, u"relay.test"_s, {u"198.51.100.99"_s}, {}, 300};
        QByteArray said;
        QVERIFY(runNsupdate(change, settings(), Secret("d3Jvbmc="), &said) > 0);
        QVERIFY2(said.contains("BADSIG") || said.contains("bad"), said.constData());
        QCOMPARE(client().addressesAt(u"127.0.0.1"_s, u"relay.test"_s), before);
    }

    void readsAKeyFile()
    {
        const auto key = readTsigKeyFile(
            "# made by tsig-keygen\nkey \"move.\" {\n\talgorithm hmac-SHA256; // it is\n"
            "\tsecret \"YWJj/+==\";\n}; /* end\n */\n");
        QVERIFY2(key.has_value(), key ? "" : qPrintable(key.error()));
        QCOMPARE(key->name, u"move"_s);
        QCOMPARE(key->algorithm, u"hmac-sha256"_s);
        QVERIFY(key->secret == Secret("YWJj/+=="));
        QProcess keygen;
        keygen.start(u"/usr/sbin/tsig-keygen"_s, {u"-a"_s, u"hmac-sha512"_s, u"real"_s});
        QVERIFY(keygen.waitForFinished());
        QCOMPARE(readTsigKeyFile(keygen.readAll()).value().algorithm, u"hmac-sha512"_s);
        for (const char *bad :
             {"", "key x { algorithm a; };", "key x { secret \"a\"; algorithm b }",
              "zone x { algorithm a; secret \"b\"; };", "key x { secret \"a\"; secret \"b\"; };",
              "key \"x { algorithm a; secret b; };", "Private-key-format: v1.3",
              "key a { algorithm a; secret b; }; key b { algorithm a; secret b; };"})
            QVERIFY2(!readTsigKeyFile(bad), bad);
    }
};

QTEST_GUILESS_MAIN(TestDns)
#include "tst_dns.moc"
