#include "core/base/failure.h"
#include "core/base/stop_token.h"
#include "core/net/mail_probe.h"
#include "core/net/tls_probe.h"
#include "tests/fakes/mail_server.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <thread>

using namespace relaymove;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ProbeTrouble::Kind;

class TestMailProbe : public QObject
{
    Q_OBJECT

    MailServer m_server;
    StopToken m_stop;
    const Login &m_login = m_server.login;

    MailPeer peer(const char *port) const
    {
        return {u"127.0.0.1"_s, m_server.port(port), u"relay.test"_s, false, 10000ms};
    }
    static Mail mail(const QByteArray &id)
    {
        return {u"anna@peer.test"_s, u"probe@relay.test"_s,
                "Message-ID: <" + id + ">\nSubject: x\n\n.dotted\nlast\n"};
    }
    // Raises the stop in the middle of a dialogue, and tells whether `probe` ended by it.
    template <typename Probe>
    static bool endsByStop(QTcpServer &listener, const QByteArray &greeting, Probe probe)
    {
        StopToken stop;
        bool cancelled = false;
        std::thread worker([&] {
            try {
                probe(stop);
            } catch (const Cancelled &) {
                cancelled = true;
            }
        });
        QTcpSocket *client = nullptr;
        if (listener.waitForNewConnection(10000)) {
            client = listener.nextPendingConnection();
            client->write(greeting);
            client->waitForReadyRead(10000); // for an answer, or for a handshake
        }
        const bool talking = client && client->bytesAvailable() > 0;
        stop.raise();
        worker.join();
        return talking && cancelled;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start(QFINDTESTDATA("../fakes/mail_server.py"))); }
    void cleanupTestCase() { QVERIFY(m_server.end()); }

    void readsACertificate()
    {
        const auto seen = lookAtTls(u"127.0.0.1"_s, peer("imaps").port, u"relay.test"_s, m_stop);
        QVERIFY2(seen.has_value(), seen ? "" : qPrintable(seen.error()));
        QCOMPARE(seen->fingerprint, m_server.fingerprint());
        QStringList names = seen->names;
        names.sort();
        QCOMPARE(names, (QStringList{u"relay.test"_s, u"www.relay.test"_s}));
    }

    void sendsAndFindsAMessage()
    {
        QVERIFY(imapLogin(peer("imaps"), m_login, m_stop));
        const auto submitted = smtpSubmit(peer("smtp"), m_login, mail("one@test"), m_stop);
        QVERIFY2(submitted.has_value(), submitted ? "" : qPrintable(submitted.error().detail));
        QVERIFY(submitted->contains(u"250 queued"_s));
        QVERIFY(submitted->contains(u"235 welcome"_s));
        QCOMPARE(imapFind(peer("imaps"), m_login, u"<one@test>"_s, m_stop).value(),
                 QList<qint64>{1});
        QCOMPARE(imapFind(peer("imaps"), m_login, u"<three@test>"_s, m_stop).value(),
                 QList<qint64>());
    }

    void aWrongPasswordIsDenied()
    {
        const Login wrong{m_login.user, Secret("wrong")};
        QCOMPARE(imapLogin(peer("imaps"), wrong, m_stop).error().kind, Kind::Denied);
        const auto submitted = smtpSubmit(peer("smtp"), wrong, mail("no@test"), m_stop);
        QVERIFY(!submitted);
        QCOMPARE(submitted.error().kind, Kind::Denied);
        QVERIFY(submitted.error().replies.contains(u"535 5.7.8 wrong"_s));
    }

    void aRefusedRecipientIsRejected()
    {
        Mail unknown = mail("no@test");
        unknown.to = u"nobody@relay.test"_s;
        const auto result = smtpSubmit(peer("smtp"), m_login, unknown, m_stop);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Kind::Rejected);
        QCOMPARE(result.error().code, 550);
        QVERIFY2(result.error().detail.contains(u"who is that"), qPrintable(result.error().detail));
    }

    void tellsWhetherSomebodyJudgesMail()
    {
        QVERIFY(smtpIsJudged(peer("smtp"), mail("judged@test"), m_stop));
        QVERIFY(smtpIsJudged(peer("picky"), mail("judged@test"), m_stop));
        const auto nobody = smtpIsJudged(peer("filterless"), mail("judged@test"), m_stop);
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().kind, Kind::Rejected);
        QCOMPARE(nobody.error().code, 451);
        Mail unknown = mail("judged@test");
        unknown.to = u"nobody@relay.test"_s;
        QVERIFY(!smtpIsJudged(peer("smtp"), unknown, m_stop));
    }

    // A relay's submission wants one.
    void saysHelloByAWholeName()
    {
        const auto taken = smtpSubmit(peer("smtp"), m_login, mail("hello@test"), m_stop);
        QVERIFY2(taken.has_value(), taken ? "" : qPrintable(taken.error().detail));
        QVERIFY(taken->join(u'|').contains(u"hello relaymove.relay.test"));
    }

    void anUntrustedServerGetsNoPassword()
    {
        MailPeer strict = peer("imaps");
        strict.verify = true;
        const auto seen = imapLogin(strict, m_login, m_stop);
        QVERIFY(!seen);
        QCOMPARE(seen.error().kind, Kind::Untrusted);
        QVERIFY(seen.error().replies.isEmpty());
    }

    void noConnectionIsTold()
    {
        MailPeer nobody = peer("imaps");
        nobody.port = 1;
        QCOMPARE(imapLogin(nobody, m_login, m_stop).error().kind, Kind::NoConnection);
        QCOMPARE(smtpIsJudged(nobody, mail("x"), m_stop).error().kind, Kind::NoConnection);
        // Without STARTTLS nothing is submitted.
        MailPeer silent = peer("silent");
        silent.timeout = 300ms;
        QCOMPARE(smtpSubmit(silent, m_login, mail("x"), m_stop).error().kind, Kind::NoConnection);
        QVERIFY(!lookAtTls(u"127.0.0.1"_s, silent.port, u"relay.test"_s, m_stop, 300ms));
    }

    void aStopEndsEachProbe()
    {
        QTcpServer listener;
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        const MailPeer slow{u"127.0.0.1"_s, listener.serverPort(), u"relay.test"_s, false, 60s};
        QVERIFY(endsByStop(listener, {}, [&](const StopToken &s) { imapLogin(slow, m_login, s); }));
        QVERIFY(endsByStop(listener, "220 hi\r\n",
                           [&](const StopToken &s) { smtpIsJudged(slow, mail("x"), s); }));
        QVERIFY(endsByStop(listener, {}, [&](const StopToken &s) {
            lookAtTls(slow.address, slow.port, slow.name, s, 60s);
        }));
    }
};

QTEST_GUILESS_MAIN(TestMailProbe)
#include "tst_mail_probe.moc"
