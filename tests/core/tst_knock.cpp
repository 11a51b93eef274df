#include "core/base/failure.h"
#include "core/base/stop_token.h"
#include "core/net/knock.h"

#include <QTcpServer>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class KnockTest : public QObject
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
        const QList<Knock> answers = knock({{u"127.0.0.1"_s, open4.serverPort()},
                                            {u"127.0.0.1"_s, closedPort},
                                            {u"::1"_s, open6.serverPort()},
                                            {u"no.address"_s, 25}},
                                           5s, stop);
        QCOMPARE(answers,
                 (QList<Knock>{Knock::Open, Knock::Refused, Knock::Open, Knock::Unreachable}));
    }

    // A full backlog drops SYNs, as a fence does.
    void silent()
    {
        QTcpServer full;
        QVERIFY(full.listen(QHostAddress::LocalHost));
        full.pauseAccepting();
        const StopToken stop;
        QList<Door> doors(200, Door{u"127.0.0.1"_s, full.serverPort()});
        const QList<Knock> answers = knock(doors, 300ms, stop);
        QVERIFY(answers.contains(Knock::Silent));
        QVERIFY(answers.contains(Knock::Open));
    }

    void aStopEndsIt()
    {
        QTcpServer full;
        QVERIFY(full.listen(QHostAddress::LocalHost));
        full.pauseAccepting();
        StopToken stop;
        stop.raise();
        const QList<Door> doors(200, Door{u"127.0.0.1"_s, full.serverPort()});
        QVERIFY_THROWS_EXCEPTION(Cancelled, knock(doors, 60s, stop));
    }
};

QTEST_GUILESS_MAIN(KnockTest)
#include "tst_knock.moc"
