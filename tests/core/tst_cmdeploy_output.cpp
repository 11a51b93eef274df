#include "core/cmdeploy/cmdeploy_output.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

CmdeployResult read(const QString &text, QStringList *operations = nullptr)
{
    CmdeployOutput output;
    for (const QString &line : text.split(u'\n')) {
        const auto operation = output.take(line);
        if (operation && operations)
            *operations << *operation;
    }
    return output.result();
}

// As pyinfra 3.10 printed them; the host's name and the operations are ours.
const QString begin = uR"([ssh] login to new
--> Loading config...
--> Loading inventory...
--> Connecting to hosts...
    [new] Connected

--> Preparing operation files...
    Loading: run.py
    [new] Ready: run.py

--> Skipping change detection
--> Beginning operation run...
)"_s;

const QString operations = uR"(--> Starting operation: Upload /etc/x [1]
    [new] No changes

--> Starting operation: Install  nginx
    [new] Reading package lists...
    [new] Success

)"_s;

const QString end = uR"(--> Results:
    Operation           Hosts   Success   Error   No Change
    Upload /etc/x [1]   1       -         -       1
    Install  nginx      1       1         -       -
    Grand total         2       1         -       1

--> Disconnecting from hosts...
Deploy completed, call `cmdeploy dns` next.
)"_s;

} // namespace

class CmdeployOutputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeployment()
    {
        QStringList begun;
        const CmdeployResult result = read(begin + operations + end, &begun);
        QCOMPARE(begun, (QStringList{u"Upload /etc/x [1]"_s, u"Install  nginx"_s}));
        QVERIFY(result.connected);
        QVERIFY(result.grandTotal);
        QCOMPARE(result.operations, 2);
        QCOMPARE(result.changed, 1);
        QCOMPARE(result.unchanged, 1);
        QCOMPARE(result.errors, 0);
        QCOMPARE(result.lastOperation, u"Install  nginx"_s);
        QCOMPARE(result.deployLine, u"Deploy completed, call `cmdeploy dns` next."_s);
        QVERIFY2(!result.trouble(), qPrintable(result.trouble().value_or(QString())));
    }

    // Each of these exited 0 or 1 and was no deployment.
    void noDeployment_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("trouble");
        QTest::newRow("nothing") << QString() << u"did not connect"_s;
        QTest::newRow("host not resolved, exit 0") << uR"(--> Loading inventory...
    nosuch.test is neither an inventory file, a (list of) hosts or connectors nor refers to a python module
--> Connecting to hosts...
--> Preparing operation files...
    Loading: run.py
--> Beginning operation run...
--> Results:
    Operation     Hosts   Success   Error   No Change
    Grand total   -       -         -       -
--> Disconnecting from hosts...
Deploy completed, call `cmdeploy dns` next.)"_s << u"did not connect"_s;
        QTest::newRow("an operation fails") << begin + operations +
                                                   uR"(--> Starting operation: Get certificates
    [new] acme trouble
    [new] Error: executed 0 commands

--> Disconnecting from hosts...
--> pyinfra error: No hosts remaining!
Deploy failed)"_s << u"\"Get certificates\" failed"_s;
        QTest::newRow("ended by SIGINT, exit 0") << begin + operations << u"before its table"_s;
        QTest::newRow("a port is taken")
            << begin + u"Deploy failed: port 25 is occupied by: exim4\nDeploy failed"_s
            << u"Deploy failed"_s;
        QTest::newRow("traceback")
            << u"[ssh] login to new\nTraceback (most recent call last):\n  File \"x\", line 1\nOSError: no"_s
            << u"exception"_s;
        QTest::newRow("nothing to do") << begin + uR"(--> Results:
    Operation     Hosts   Success   Error   No Change
    Grand total   -       -         -       -
)"_s << u"did nothing"_s;
        QTest::newRow("an error that only the table shows")
            << begin + operations +
                   QString(end).replace(u"Grand total         2       1         -       1"_s,
                                        u"Grand total         2       1         1       -"_s)
            << u"failed"_s;
    }

    void noDeployment()
    {
        QFETCH(QString, text);
        QFETCH(QString, trouble);
        const auto found = read(text).trouble();
        QVERIFY(found);
        QVERIFY2(found->contains(trouble), qPrintable(*found));
    }

    void outputOfAHostIsNotAResult()
    {
        const CmdeployResult result =
            read(u"    [new] Success\nGrand total 3 3\n    Connected\n"_s);
        QCOMPARE(result.changed, 0);
        QVERIFY(!result.grandTotal);
        QVERIFY(!result.connected);
    }

    void keepsOnlyTheLastLines()
    {
        QString text;
        for (int i = 0; i < 100; ++i)
            text += u"line %1\n"_s.arg(i);
        const CmdeployResult result = read(text);
        QCOMPARE(result.lastLines.size(), 20);
        QCOMPARE(result.lastLines.last(), u"line 99"_s);
    }
};

QTEST_APPLESS_MAIN(CmdeployOutputTest)
#include "tst_cmdeploy_output.moc"
