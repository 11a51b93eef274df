#include "core/base/failure.h"
#include "core/copy/compare_ahead.h"
#include "core/copy/mailbox_pass.h"
#include "core/migration/action.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// A sound relay, two hosts that record, and a copy that is equal.
struct Compared
{
    Compared()
    {
        m.profile.domain = u"relay.test"_s;
        m.facts.relay.mailboxesDir = u"/srv/mail"_s;
        m.facts.relay.mailboxes = m.facts.relay.mostMailboxes = 3;
        Plan plan = compareAheadPlan();
        append(plan, {changedSincePlan(), lastPassPlan()});
        m.allow(filled(plan, m.profile, m.facts));
        m.onOld->on(QString(), "");
        m.onNew->on(QString(), "");
        m.onOld->on(u"SubState"_s, "SubState=exited\nExecMainStatus=0\n");
        m.onOld->on(u"count-names"_s, "3\n");
        m.onOld->on(u" compare-mailboxes /srv/mail sum"_s, "aa  -\n");
        m.onNew->on(u" compare-mailboxes /srv/mail sum"_s, "aa  -\n");
        for (const auto &host : {m.onOld, m.onNew})
            host->on(u" record-changes start"_s, "r\n");
        m.onOld->on(u" record-changes compared"_s, "r1\n");
        changed("r1\nr2\na@relay.test\nb@relay.test\n", "r2\n-\n");
    }
    void changed(const QByteArray &onOld, const QByteArray &onNew)
    {
        m.onOld->on(u" record-changes list"_s, onOld);
        m.onNew->on(u" record-changes list"_s, onNew);
    }
    // A failure says what it is.
    void compare()
    {
        try {
            compareAhead(m.context);
        } catch (const Failure &failure) {
            QFAIL(qPrintable(explain(failure).happened));
        }
    }
    // Why all mailboxes have to be gone through; empty: they need not.
    QString why()
    {
        const auto changes = changedSince(m.context);
        return changes ? QString() : changes.error();
    }

    FakeMigration m;
};

} // namespace

class TestCompareAhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatHasChangedIsLeft()
    {
        Compared all;
        all.compare();
        QVERIFY(all.m.placeOf(u" record-changes compared /srv/mail r2"_s, u"OLD"_s) >
                all.m.placeOf(u"/srv/mail sum"_s, u"NEW"_s));
        // Recorded before the pass begins, and kept lists are compared when changes are known.
        QVERIFY(all.m.placeOf(u" record-changes start"_s, u"OLD"_s) <
                all.m.placeOf(u"rsync"_s, u"OLD"_s));
        QVERIFY(all.m.placeOf(u" record-changes start"_s, u"NEW"_s) <
                all.m.placeOf(u"/srv/mail keep"_s, u"NEW"_s));
        QVERIFY(all.m.placeOf(u"wrong-owners"_s, u"NEW"_s) <
                all.m.placeOf(u" record-changes start"_s, u"NEW"_s));
        QVERIFY(all.m.placeOf(u" record-changes list"_s, u"OLD"_s) <
                all.m.placeOf(u"/srv/mail sum"_s, u"OLD"_s));
        all.changed("r1\nr2\na@relay.test\nc@relay.test\n", "r2\n-\na@relay.test\n");
        QCOMPARE(*changedSince(all.m.context), (QStringList{u"a@relay.test"_s, u"c@relay.test"_s}));
    }

    void everythingIsGoneThroughWhere_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QByteArray>("old");
        QTest::addColumn<QByteArray>("next");
        const QByteArray same;
        QTest::newRow("NEW was changed by somebody")
            << u" record-changes list"_s << QByteArray("r1\n-\na@relay.test\n")
            << QByteArray("r2\n-\nb@relay.test\n");
        QTest::newRow("the copy differs") << u" compare-mailboxes /srv/mail sum"_s
                                          << QByteArray("aa  -\n") << QByteArray("bb  -\n");
        QTest::newRow("nothing was summed up")
            << u" compare-mailboxes /srv/mail sum"_s << same << same;
        QTest::newRow("it says nothing") << u" record-changes list"_s << same << same;
    }
    void everythingIsGoneThroughWhere()
    {
        QFETCH(QString, part);
        QFETCH(QByteArray, old);
        QFETCH(QByteArray, next);
        Compared all;
        all.m.onOld->on(part, old);
        all.m.onNew->on(part, next);
        all.compare();
        QCOMPARE(all.m.placeOf(u" record-changes compared"_s), -1);
    }

    void aHostThatCanNotRecord()
    {
        for (const Role role : {Role::Old, Role::New}) {
            Compared all;
            const auto host = role == Role::Old ? all.m.onOld : all.m.onNew;
            host->on(u" record-changes start"_s, {.out = {}, .exitCode = 5, .err = "it is full\n"});
            all.compare();
            QCOMPARE(all.m.placeOf(u" record-changes compared"_s), -1);
        }
    }

    void aFailingDiskIsNotReadOnceMore()
    {
        Compared all;
        all.m.profile.oldIsFailing = true;
        all.compare();
        QCOMPARE(all.m.placeOf(u"rsync"_s), -1);
    }

    void whatIsFoundInTheOutage_data()
    {
        QTest::addColumn<QByteArray>("old");
        QTest::addColumn<QByteArray>("next");
        QTest::newRow("OLD records anew") << QByteArray("r3\n-\n") << QByteArray("r2\n-\n");
        QTest::newRow("NEW records anew") << QByteArray("r1\nr2\n") << QByteArray("r3\n-\n");
        QTest::newRow("NEW was changed by somebody")
            << QByteArray("r1\nr2\n") << QByteArray("r2\n-\na@relay.test\n");
    }
    void whatIsFoundInTheOutage()
    {
        QFETCH(QByteArray, old);
        QFETCH(QByteArray, next);
        Compared all;
        all.compare();
        QCOMPARE(all.why(), QString());
        all.changed(old, next);
        QVERIFY(!all.why().isEmpty());
    }

    void theLastPassGoesThroughWhatIsNamed()
    {
        for (const bool some : {true, false}) {
            Compared all;
            copyMailboxes(all.m.context, PassKind::Last,
                          some ? std::optional(QStringList{u"a@relay.test"_s}) : std::nullopt);
            int passes = 0;
            for (const QString &line : all.m.ran) {
                if (!line.contains(u" rsync -e"_s))
                    continue;
                ++passes;
                QCOMPARE(line.contains(u"merge /run/relaymove/changed-rules"_s), some);
                QCOMPARE(line.contains(u"merge /dev/null"_s), !some);
            }
            QCOMPARE(passes, 2);
        }
    }
};

QTEST_GUILESS_MAIN(TestCompareAhead)
#include "tst_compare_ahead.moc"
