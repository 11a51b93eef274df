#include "core/copy/rsync_output.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

class TestRsyncOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void progress()
    {
        const auto seen = parseRsyncProgress(
            u"    281338880  61%   23.12MB/s    0:00:12 (xfr#912, to-chk=1043/24188)");
        QVERIFY(seen);
        QCOMPARE(seen->done, 281338880.0);
        QCOMPARE(qRound(seen->total / 1e6), 461);
        QCOMPARE(seen->rate, 23.12 * 1024 * 1024);
        QCOMPARE(seen->secondsLeft, 12.0);
    }

    void whileItStillLooksNoTimeIsLeft()
    {
        const auto seen =
            parseRsyncProgress(u"  1,024   0%    0.00kB/s    0:00:01 (xfr#1, ir-chk=1000/1002)");
        QVERIFY(seen);
        QCOMPARE(seen->done, 1024.0);
        QVERIFY(!seen->secondsLeft);
        QCOMPARE(seen->total, 0.0);
    }

    void otherLinesAreNone()
    {
        QVERIFY(!parseRsyncProgress(u"file has vanished: \"/home/x\""));
        QVERIFY(!parseRsyncProgress(u""));
    }

    void totals()
    {
        RsyncTotals totals;
        for (const QString &line :
             {u"Number of files: 1,234 (reg: 1,000, dir: 234)"_s,
              u"Number of regular files transferred: 1,012"_s, u"Total file size: 99,999 bytes"_s,
              u"Total transferred file size: 3,456 bytes"_s})
            takeRsyncStat(line, totals);
        QCOMPARE(totals.files, 1012);
        QCOMPARE(totals.bytes, 3456);
    }
};

QTEST_GUILESS_MAIN(TestRsyncOutput)
#include "tst_rsync_output.moc"
