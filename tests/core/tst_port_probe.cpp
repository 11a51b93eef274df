#include "core/base/failure.h"
#include "core/base/stop_token.h"
#include "core/net/port_probe.h"

#include <QTcpServer>
#include <QTest>
#include <QUdpSocket>

#include <poll.h>
#include <sys/socket.h>
#include <thread>

using namespace relaymove;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class PortProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openAndRefused()
    {
        QTcpServer open4, open6, closed;
        QVERIFY(open4.listen(QHostAddress::LocalHost));
        QVERIFY(open6.listen(QHostAddress::LocalHostIPv6));
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const int closedPort = closed.serverPort();
        closed.close();
        const StopToken stop;
        const QList<PortAnswer> answers = probePorts({{u"127.0.0.1"_s, open4.serverPort()},
                                                      {u"127.0.0.1"_s, closedPort},
                                                      {u"::1"_s, open6.serverPort()},
                                                      {u"no.address"_s, 25}},
                                                     5s, stop);
        QCOMPARE(answers, (QList<PortAnswer>{PortAnswer::Open, PortAnswer::Refused,
                                             PortAnswer::Open, PortAnswer::Unreachable}));
    }

    void udpAnswersByItself()
    {
        QUdpSocket echo, deaf, closed;
        for (QUdpSocket *socket : {&echo, &deaf, &closed})
            QVERIFY(socket->bind(QHostAddress::LocalHost));
        const int closedPort = closed.localPort();
        closed.close();
        std::jthread answering([&, port = int(echo.socketDescriptor())] {
            char data[64];
            sockaddr_storage from{};
            socklen_t size = sizeof from;
            pollfd ready{port, POLLIN, 0};
            ::poll(&ready, 1, 5000);
            const auto got =
                ::recvfrom(port, data, sizeof data, 0, reinterpret_cast<sockaddr *>(&from), &size);
            ::sendto(port, data, std::size_t(got), 0, reinterpret_cast<sockaddr *>(&from), size);
        });
        const StopToken stop;
        const QList<PortAnswer> answers = probePorts({{u"127.0.0.1"_s, echo.localPort(), true},
                                                      {u"127.0.0.1"_s, closedPort, true},
                                                      {u"127.0.0.1"_s, deaf.localPort(), true}},
                                                     1s, stop);
        QCOMPARE(answers,
                 (QList<PortAnswer>{PortAnswer::Open, PortAnswer::Refused, PortAnswer::Silent}));
    }

    // To a broadcast address the system says EACCES, as for a firewall's "prohibited".
    void aNoOnTheWayIsNotNoWay()
    {
        const StopToken stop;
        QCOMPARE(probePorts({{u"127.255.255.255"_s, 9, true}}, 1s, stop),
                 QList{PortAnswer::Rejected});
    }

    // A full backlog drops SYNs, as a fence does.
    void silent()
    {
        QTcpServer full;
        QVERIFY(full.listen(QHostAddress::LocalHost));
        full.pauseAccepting();
        const StopToken stop;
        QList<Endpoint> endpoints(200, Endpoint{u"127.0.0.1"_s, full.serverPort()});
        const QList<PortAnswer> answers = probePorts(endpoints, 300ms, stop);
        QVERIFY(answers.contains(PortAnswer::Silent));
        QVERIFY(answers.contains(PortAnswer::Open));
    }

    void aStopEndsIt()
    {
        QTcpServer full;
        QVERIFY(full.listen(QHostAddress::LocalHost));
        full.pauseAccepting();
        StopToken stop;
        stop.raise();
        const QList<Endpoint> endpoints(200, Endpoint{u"127.0.0.1"_s, full.serverPort()});
        QVERIFY_THROWS_EXCEPTION(Cancelled, probePorts(endpoints, 60s, stop));
    }
};

QTEST_GUILESS_MAIN(PortProbeTest)
#include "tst_port_probe.moc"
