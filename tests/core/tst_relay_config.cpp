#include "core/relay/relay_config.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class RelayConfigTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plain()
    {
        const auto config = parseRelayConfig(
            "# ours\n[params]\nmail_domain = relay.test\nmax_mailbox_size = 500M\n");
        QVERIFY(config);
        QCOMPARE(*config, (RelayConfig{.domain = u"relay.test"_s,
                                       .tls = TlsMode::Acme,
                                       .certificate = {},
                                       .key = {},
                                       .mailboxesDir = u"/home/vmail/mail/relay.test"_s}));
    }

    void tlsModes_data()
    {
        QTest::addColumn<QByteArray>("ini");
        QTest::addColumn<int>("mode");
        QTest::newRow("acme") << QByteArray("mail_domain=relay.test") << int(TlsMode::Acme);
        QTest::newRow("underscore")
            << QByteArray("mail_domain = _relay.test") << int(TlsMode::SelfSigned);
        QTest::newRow("address") << QByteArray("mail_domain = 198.51.100.10")
                                 << int(TlsMode::SelfSigned);
        QTest::newRow("external wins")
            << QByteArray(
                   "mail_domain = _relay.test\ntls_external_cert_and_key = /a/c.pem   /a/k.pem")
            << int(TlsMode::External);
    }

    void tlsModes()
    {
        QFETCH(QByteArray, ini);
        QFETCH(int, mode);
        const auto config = parseRelayConfig("[params]\n" + ini + "\n");
        QVERIFY(config);
        QCOMPARE(int(config->tls), mode);
        QCOMPARE(config->certificate, mode == int(TlsMode::External) ? u"/a/c.pem"_s : QString());
        QCOMPARE(config->key, mode == int(TlsMode::External) ? u"/a/k.pem"_s : QString());
    }

    void ipv6SwitchedOff()
    {
        QVERIFY(!parseRelayConfig("[params]\nmail_domain = relay.test\n")->withoutIpv6);
        QVERIFY(parseRelayConfig("[params]\nmail_domain = relay.test\ndisable_ipv6 = True\n")
                    ->withoutIpv6);
    }

    void mailboxesElsewhere()
    {
        const auto config =
            parseRelayConfig("[params]\nmail_domain = relay.test\nmailboxes_dir = /data/mail/\n");
        QVERIFY(config);
        QCOMPARE(config->mailboxesDir, u"/data/mail"_s);
    }

    void noRelay_data()
    {
        QTest::addColumn<QByteArray>("ini");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("another section") << QByteArray("[other]\nmail_domain = relay.test\n");
        QTest::newRow("one path") << QByteArray(
            "[params]\nmail_domain = a.b\ntls_external_cert_and_key = /a\n");
        QTest::newRow("no whole path")
            << QByteArray("[params]\nmail_domain = a.b\nmailboxes_dir = mail\n");
    }

    void noRelay()
    {
        QFETCH(QByteArray, ini);
        const auto config = parseRelayConfig(ini);
        QVERIFY(!config);
        QVERIFY(!config.error().isEmpty());
    }
};

QTEST_APPLESS_MAIN(RelayConfigTest)
#include "tst_relay_config.moc"
