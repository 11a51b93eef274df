#include "core/base/failure.h"
#include "core/base/stop_token.h"
#include "core/net/mail_probe.h"
#include "core/net/tls_probe.h"
#include "core/net/way.h"
#include "sshd_fixture.h"
#include "tests/fakes/mail_server.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <thread>

#include <poll.h>
#include <sys/socket.h>

using namespace relaymove;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString here = u"127.0.0.1"_s;

bool waitTo(int socket, short events)
{
    pollfd waiting{.fd = socket, .events = events, .revents = 0};
    return ::poll(&waiting, 1, 10000) > 0;
}

// Says all of `words`, and hears as much.
QByteArray echoOf(int socket, const QByteArray &words)
{
    QByteArray heard;
    qsizetype said = 0;
    while (heard.size() < words.size()) {
        if (!waitTo(socket, said < words.size() ? POLLIN | POLLOUT : POLLIN))
            return heard;
        const ssize_t sent = ::send(socket, words.constData() + said,
                                    std::size_t(words.size() - said), MSG_NOSIGNAL | MSG_DONTWAIT);
        said += qMax(ssize_t(0), sent);
        QByteArray piece(65536, '\0');
        const ssize_t count = ::recv(socket, piece.data(), std::size_t(piece.size()), MSG_DONTWAIT);
        if (count == 0)
            return heard;
        heard.append(piece.constData(), qMax(ssize_t(0), count));
    }
    return heard;
}

} // namespace

// What goes through an ssh connection comes from the far host, and nobody else can use it.
class TestSshTunnel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void mailIsTriedThroughIt();
    void bothDirectionsKeepEveryByte();
    void theEndIsHeardHere();
    void theEndIsHeardThere();
    void whatNobodyListensOnIsRefused();
    void aServerThatMakesNoConnectionsIsTold();
    void commandsRunMeanwhile();
    void itsConnectionIsUsedAgain();
    void aDeadConnectionIsMadeAnew();
    void aStopEndsIt();

private:
    int logIns() const
    {
        QFile log(m_server->path(u"log"_s));
        return log.open(QIODevice::ReadOnly) ? int(log.readAll().count("Accepted publickey")) : -1;
    }

    MailServer m_mail;
    StopToken m_stop;
    std::unique_ptr<Sshd> m_server;
    std::unique_ptr<SshTransport> m_transport;
};

void TestSshTunnel::initTestCase()
{
    if (const QString reason = Sshd::whyNot(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    QVERIFY(m_mail.start(QFINDTESTDATA("../fakes/mail_server.py")));
}

void TestSshTunnel::init()
{
    m_transport.reset();
    m_server = std::make_unique<Sshd>();
    m_transport =
        std::make_unique<SshTransport>(Role::New, m_server->target(), m_server->hostKey());
}

void TestSshTunnel::mailIsTriedThroughIt()
{
    const auto way = m_transport->way();
    const auto peer = [&](const char *name) {
        return MailPeer{.address = here,
                        .port = m_mail.port(name),
                        .name = u"relay.test"_s,
                        .verify = false,
                        .way = way.get()};
    };
    const Mail mail{u"anna@peer.test"_s, m_mail.login.user, "Message-ID: <one@test>\n\nx\n"};
    for (int i = 0; i < 2; ++i) {
        const auto done = smtpIsJudged(peer("smtp"), mail, m_stop);
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().detail));
    }
    const auto submitted = smtpSubmit(peer("smtp"), m_mail.login, mail, m_stop);
    QVERIFY2(submitted.has_value(), submitted ? "" : qPrintable(submitted.error().detail));
    const auto found = imapFind(peer("imaps"), m_mail.login, u"<one@test>"_s, m_stop);
    QVERIFY2(found.has_value(), found ? "" : qPrintable(found.error().detail));
    QCOMPARE(found->size(), 3);
    const auto seen = lookAtTls(here, m_mail.port("imaps"), u"relay.test"_s, m_stop, 5s, way.get());
    QVERIFY2(seen.has_value(), seen ? "" : qPrintable(seen.error()));
    QCOMPARE(seen->fingerprint, m_mail.fingerprint());
    QCOMPARE(logIns(), 1); // all of it by one
}

void TestSshTunnel::bothDirectionsKeepEveryByte()
{
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    const auto way = m_transport->way();
    const auto ours = way->connect(here, listener.serverPort(), 5s, m_stop);
    QVERIFY2(ours.has_value(), ours ? "" : qPrintable(ours.error().detail));
    QVERIFY(listener.waitForNewConnection(10000));
    QTcpSocket *theirs = listener.nextPendingConnection();
    QByteArray words(3'000'000, '\0');
    for (qsizetype i = 0; i < words.size(); ++i)
        words[i] = char((i * 7 + i / 251) % 256);
    QByteArray heard;
    std::jthread user([&] { heard = echoOf(ours->get(), words); });
    qsizetype echoed = 0;
    while (echoed < words.size() && (theirs->bytesAvailable() || theirs->waitForReadyRead(10000))) {
        const QByteArray piece = theirs->readAll();
        theirs->write(piece);
        echoed += piece.size();
        while (theirs->bytesToWrite() > 0 && theirs->waitForBytesWritten(10000)) {
        }
    }
    user.join();
    QCOMPARE(heard.size(), words.size());
    QVERIFY(heard == words);
}

void TestSshTunnel::theEndIsHeardHere()
{
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    const auto way = m_transport->way();
    const auto ours = way->connect(here, listener.serverPort(), 5s, m_stop);
    QVERIFY(ours.has_value() && listener.waitForNewConnection(10000));
    QTcpSocket *theirs = listener.nextPendingConnection();
    theirs->write("221 bye\r\n");
    QVERIFY(theirs->waitForBytesWritten(10000));
    theirs->disconnectFromHost();
    QByteArray heard(64, '\0');
    QVERIFY(waitTo(ours->get(), POLLIN));
    heard.truncate(::recv(ours->get(), heard.data(), std::size_t(heard.size()), 0));
    QCOMPARE(heard, "221 bye\r\n");
    QVERIFY(waitTo(ours->get(), POLLIN));
    QCOMPARE(::recv(ours->get(), heard.data(), 1, 0), 0);
}

void TestSshTunnel::theEndIsHeardThere()
{
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    QTcpSocket *theirs = nullptr;
    {
        const auto way = m_transport->way();
        const auto ours = way->connect(here, listener.serverPort(), 5s, m_stop);
        QVERIFY(ours.has_value() && listener.waitForNewConnection(10000));
        theirs = listener.nextPendingConnection();
        const auto kept = way->connect(here, listener.serverPort(), 5s, m_stop);
        QVERIFY(kept.has_value());
    }
    QVERIFY(theirs->state() != QAbstractSocket::ConnectedState ||
            theirs->waitForDisconnected(10000));
    // Another stays open as long as its tunnel, and not longer.
    QVERIFY(listener.hasPendingConnections() || listener.waitForNewConnection(10000));
    theirs = listener.nextPendingConnection();
    QVERIFY(theirs->state() != QAbstractSocket::ConnectedState ||
            theirs->waitForDisconnected(10000));
}

void TestSshTunnel::whatNobodyListensOnIsRefused()
{
    const auto way = m_transport->way();
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    const int open = listener.serverPort();
    QCOMPARE(way->probePorts({{here, open}, {here, 1}, {here, open}}, 5s, m_stop),
             (QList<PortAnswer>{PortAnswer::Open, PortAnswer::Refused, PortAnswer::Open}));
    const auto refused = way->connect(here, 1, 5s, m_stop);
    QVERIFY(!refused);
    QCOMPARE(refused.error().state, PortState::Refused);
    QVERIFY2(refused.error().detail.contains(u"refused"), qPrintable(refused.error().detail));
}

void TestSshTunnel::aServerThatMakesNoConnectionsIsTold()
{
    const Sshd closed({u"ed25519"_s}, {u"AllowTcpForwarding=no"_s});
    SshTransport transport(Role::New, closed.target(), closed.hostKey());
    const auto way = transport.way();
    const auto answer = way->connect(here, m_mail.port("imaps"), 5s, m_stop);
    QVERIFY(!answer);
    QCOMPARE(answer.error().state, PortState::Forbidden);
    QCOMPARE(shell(transport, u"echo well"_s).out, "well\n");
}

void TestSshTunnel::commandsRunMeanwhile()
{
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    const auto way = m_transport->way();
    const auto ours = way->connect(here, listener.serverPort(), 5s, m_stop);
    QVERIFY(ours.has_value() && listener.waitForNewConnection(10000));
    QTcpSocket *theirs = listener.nextPendingConnection();
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(shell(*m_transport, u"echo well"_s).out, "well\n");
        const auto more = way->connect(here, m_mail.port("smtp"), 5s, m_stop);
        QVERIFY(more.has_value());
        QCOMPARE(::send(ours->get(), "hello", 5, MSG_NOSIGNAL), 5);
        QVERIFY(theirs->waitForReadyRead(10000));
        QCOMPARE(theirs->readAll(), "hello");
    }
}

// A log-in costs time, and the proof is made while users wait.
void TestSshTunnel::itsConnectionIsUsedAgain()
{
    QCOMPARE(shell(*m_transport, u"echo well"_s).out, "well\n");
    for (int i = 0; i < 3; ++i) {
        const auto way = m_transport->way();
        QVERIFY(way->connect(here, m_mail.port("smtp"), 5s, m_stop).has_value());
    }
    QCOMPARE(shell(*m_transport, u"echo well"_s).out, "well\n");
    QCOMPARE(logIns(), 1);
}

void TestSshTunnel::aDeadConnectionIsMadeAnew()
{
    const auto way = m_transport->way();
    QVERIFY(way->connect(here, m_mail.port("smtp"), 5s, m_stop).has_value());
    m_server->kill();
    m_server->start();
    QVERIFY(way->connect(here, m_mail.port("smtp"), 5s, m_stop).has_value());
    QCOMPARE(logIns(), 2);
}

void TestSshTunnel::aStopEndsIt()
{
    const auto way = m_transport->way();
    QVERIFY(way->connect(here, m_mail.port("smtp"), 5s, m_stop).has_value());
    StopToken stop;
    stop.raise();
    QVERIFY_THROWS_EXCEPTION(Cancelled, way->connect(here, m_mail.port("smtp"), 5s, stop));
    QVERIFY(way->connect(here, m_mail.port("smtp"), 5s, m_stop).has_value());
}

QTEST_GUILESS_MAIN(TestSshTunnel)
#include "tst_ssh_tunnel.moc"
