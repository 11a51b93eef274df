#include "core/base/failure.h"
#include "core/records/address_records.h"
#include "core/steps/dns.h"
#include "core/steps/preflight.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// A migration whose records are changed with a key.
void prepare(FakeMigration &m)
{
    m.profile.domain = m.facts.relay.domain = u"relay.test"_s;
    m.profile.dns = {.method = DnsMethod::Rfc2136,
                     .server = u"198.51.100.53"_s,
                     .zone = u"relay.test"_s,
                     .keyName = u"k"_s};
    m.facts.addresses.newV4 = u"198.51.100.20"_s;
    m.facts.addresses.oldV4 = u"198.51.100.10"_s;
    for (const auto &transport : {m.onOld, m.onNew, m.onAdmin})
        transport->on(QString(), "");
}

bool keepSecret(FakeMigration &m)
{
    return m.secrets
        .write(m.profile.dnsSecretKey(), Secret("c2VjcmV0"), m.control.stopForCommands())
        .has_value();
}

} // namespace

class DnsKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The person puts it into the store and says so; the answer has nothing in it.
    void aMissingSecretIsAskedForUntilItIsThere()
    {
        FakeMigration m;
        prepare(m);
        int asked = 0;
        m.control.setAnswerSource([&](const Question &question) -> std::optional<AnyAnswer> {
            if (!question.is<question::EnterSecret>())
                return silence(question.what);
            if (++asked == 2 && !keepSecret(m))
                qFatal("memory is full");
            return question::EnterSecret::Answer::Given;
        });
        QVERIFY(dnsSecret(m.context) == Secret("c2VjcmV0"));
        QCOMPARE(asked, 2); // "given", but nothing was there: asked again
        QVERIFY(dnsSecret(m.context) == Secret("c2VjcmV0"));
        QCOMPARE(asked, 2);
    }

    void withoutItsSecretTheKeyIsAFailure()
    {
        FakeMigration m;
        prepare(m);
        QVERIFY_THROWS_EXCEPTION(Failure, dnsSecret(m.context)); // the default: skip
        QCOMPARE(m.asked.size(), 1);
        QCOMPARE(m.asked.first().timeout, std::nullopt);
        m.control.setWhenStopped(WhenStopped::Asks);
        QVERIFY_THROWS_EXCEPTION(Failure, dnsSecret(m.context));
        QVERIFY(m.asked.last().timeout.has_value()); // users wait: not for ever
    }

    // A stop, or name servers that don't answer, between the two changes.
    void theTrialRecordDoesNotStay()
    {
        FakeMigration m;
        prepare(m);
        QVERIFY(keepSecret(m));
        m.allow(*makePreflight());
        m.onAdmin->watch([&](const QString &line) {
            if (line.contains(u"nsupdate"))
                m.control.stop();
        });
        QVERIFY_THROWS_EXCEPTION(Cancelled, dnsAccessTrouble(m.context));
        QList<QByteArray> sent;
        for (const Execution &execution : m.onAdmin->executions())
            sent << execution.input;
        QCOMPARE(sent.size(), 2);
        QVERIFY(sent.first().contains("update add _relaymove.relay.test"));
        QVERIFY(!sent.last().contains("update add"));
        QVERIFY(sent.last().contains("update delete _relaymove.relay.test"));
    }

    void aProviderThatIsDownDoesNotHoldUpACutover()
    {
        FakeMigration m;
        prepare(m);
        QVERIFY(keepSecret(m));
        m.onAdmin->on(u"nsupdate"_s,
                      FakeTransport::Answer{
                          .out = "", .exitCode = 2, .err = "; Communication with server failed\n"});
        const auto step = makeDns();
        m.allow(*step);
        step->run(m.context);
        QVERIFY(m.placeOf(u"nsupdate"_s) >= 0);
        QVERIFY(!m.ran.join(u' ').contains(u"c2VjcmV0"));
        const Inspection found = step->inspect(m.context);
        QCOMPARE(found.kind, Inspection::Kind::Done);
        QVERIFY2(found.evidence.contains(u"Communication with server failed"),
                 qPrintable(found.evidence));
    }
};

QTEST_GUILESS_MAIN(DnsKeyTest)
#include "tst_dns_key.moc"
