#include "core/steps/disable.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

// What counts as an OLD that has stopped: what the step finds, and what it proves.
class StoppedOldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatStillRunsIsNamed_data();
    void whatStillRunsIsNamed();
    void onlyAFailingDiskExcusesWhatHangs();
};

namespace {

struct Held : FakeMigration
{
    Held()
    {
        facts.cutover.id = u"c1"_s;
        facts.relay.mailboxesDir = u"/srv/mail"_s;
        facts.relay.units = {u"dovecot.service"_s, u"postfix@-.service"_s};
        for (const auto &host : {onOld, onNew})
            host->on(QString(), "");
        records(HostState::Held, HostState::Fenced);
        allow(*step);
    }
    std::unique_ptr<Step> step = makeDisable();
};

} // namespace

void StoppedOldTest::whatStillRunsIsNamed_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("a process") << u"pgrep"_s << QByteArray("812 dovecot\n");
    QTest::newRow("a unit") << u"sh -c 'verb="_s
                            << QByteArray("dovecot.service loaded active running\n");
}

void StoppedOldTest::whatStillRunsIsNamed()
{
    QFETCH(QString, command);
    QFETCH(QByteArray, answer);
    Held m;
    QCOMPARE(m.step->inspect(m.context).kind, Inspection::Kind::Done);
    m.onOld->on(command, answer);
    const Inspection found = m.step->inspect(m.context);
    QCOMPARE(found.kind, Inspection::Kind::Partial);
    QVERIFY2(found.evidence.contains(u"dovecot"_s), qPrintable(found.evidence));
}

// Elsewhere one that waits for its disk is about to go on.
void StoppedOldTest::onlyAFailingDiskExcusesWhatHangs()
{
    for (const bool fails : {false, true}) {
        Held m;
        m.facts.disk.fails = fails;
        m.step->prove(m.context);
        QCOMPARE(m.onOld->ran(u"pgrep -a -x --runstates RSTtIZD "_s), !fails);
        QCOMPARE(m.onOld->ran(u"pgrep -a -x --runstates RSTtIZ "_s), fails);
    }
}

QTEST_GUILESS_MAIN(StoppedOldTest)
#include "tst_stopped_old.moc"
