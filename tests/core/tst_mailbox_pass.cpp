#include "core/copy/compare.h"
#include "core/copy/copy_link.h"
#include "core/copy/mailbox_pass.h"
#include "core/relay/state_paths.h"
#include "core/steps/precopy.h"
#include "core/steps/sync.h"
#include "tests/fakes/mailbox_pass.h"

using namespace relaymove;
using namespace Qt::StringLiterals;

class MailboxPassTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsCopiedFromAnEmptyMountPoint_data()
    {
        QTest::addColumn<bool>("inCutover");
        QTest::newRow("pre-copy") << false;
        QTest::newRow("last pass") << true;
    }

    void nothingIsCopiedFromAnEmptyMountPoint()
    {
        QFETCH(bool, inCutover);
        FakeMigration m;
        prepare(m);
        m.onOld->on(u"count-names"_s, "0\n");
        const auto step = inCutover ? makeSync() : makePrecopy();
        m.allow(*step);
        try {
            step->run(m.context);
            QFAIL("copied");
        } catch (const Failure &failure) {
            QVERIFY(failure.is<failure::Refused>());
            QVERIFY(failure.as<failure::Refused>()->what.contains(u"0 mailboxes"));
        }
        QVERIFY2(m.placeOf(u"rsync -e"_s) < 0, qPrintable(m.ran.join(u'\n')));
    }

    void theLastPassTellsItsRate()
    {
        FakeMigration m;
        prepare(m);
        m.onOld->on(u"--wait"_s, "  1,234,567  45%   12.34MB/s    0:00:07 (xfr#3, to-chk=10/90)\r");
        m.allow(*makeSync());
        m.report.setStep(StepId::Sync);
        copyMailboxes(m.context, PassKind::Last);
        QList<Progress> told;
        for (const StampedEvent &stamped : m.events) {
            if (const auto *progressed = std::get_if<event::StepProgress>(&stamped.event))
                told << progressed->progress;
        }
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().done, 1'234'567.0);
        QCOMPARE(told.first().secondsLeft, 7.0);
    }

    // What the admin removed on OLD after NEW had got it.
    void whatIsGoneOnOldGoesOnNew()
    {
        FakeMigration m;
        prepare(m);
        m.allow(*makeSync());
        const QStringList paths = statePaths(m.context);
        QVERIFY(!copyState(m.context, paths));
        const Execution looked = m.onOld->executions().last();
        QVERIFY(m.placeOf(u"put-by"_s) < 0);
        m.onNew->on(u"place-state"_s,
                    ".d..t....... etc/\n.f....og... etc/dkimkeys/opendkim.private\n");
        QVERIFY(!copyState(m.context, paths)); // an owner is no other key
        m.onNew->on(u"place-state"_s, ">f..t...... var/lib/acme/certs/1/cert\n");
        QVERIFY(copyState(m.context, paths));
        m.onNew->on(u"place-state"_s, "");
        m.onOld->on(u"which-are-gone"_s, "/etc/chatmail-nocreate\n");
        m.onNew->on(u"put-by"_s, "/etc/chatmail-nocreate\n");
        QVERIFY(copyState(m.context, paths)); // NEW's servers read it anew
        QVERIFY(m.placeOf(u"put-by /etc/chatmail-nocreate"_s) > 0);

        QTemporaryDir top;
        QVERIFY(QDir().mkpath(top.filePath(u"home/vmail"_s)));
        write(top.filePath(u"home/vmail/passdb.sqlite"_s), "accounts");
        const QString gone = runHere(looked, u"/home/vmail"_s, top.filePath(u"home/vmail"_s));
        QVERIFY(gone.contains(u"passdb.sqlite-wal\n"));
        QVERIFY(!gone.contains(u"passdb.sqlite\n"));
    }

    // Mail may be behind it. What is no file, no folder and no link holds no mail.
    void aLinkIsNotLeftBehindQuietly_data()
    {
        QTest::addColumn<bool>("inCutover");
        QTest::addColumn<bool>("isLink");
        QTest::addRow("link, pre-copy") << false << true;
        QTest::addRow("link, last pass") << true << true;
        QTest::addRow("socket, pre-copy") << false << false;
        QTest::addRow("socket, last pass") << true << false;
    }

    void aLinkIsNotLeftBehindQuietly()
    {
        QFETCH(bool, inCutover);
        QFETCH(bool, isLink);
        FakeMigration m;
        prepare(m);
        const QByteArray said = "skipping non-regular file \"b@relay.test\"\n" +
                                QByteArray("  1,234  45%   12.34MB/s    0:00:07\r").repeated(500);
        m.onOld->on(inCutover ? u"--wait"_s : u"exec tail -n +1 -f"_s, said);
        m.onOld->on(u"which-are-links"_s, isLink ? "b@relay.test\n" : "");
        m.allow(inCutover ? *makeSync() : *makePrecopy());
        m.report.setStep(StepId::Sync);
        try {
            copyMailboxes(m.context, inCutover ? PassKind::Last : PassKind::Live);
            QVERIFY(!isLink);
        } catch (const Failure &failure) {
            QVERIFY(isLink);
            QVERIFY(failure.is<failure::Refused>());
            QVERIFY(failure.as<failure::Refused>()->what.contains(u"b@relay.test"));
        }
        QStringList notes;
        for (const StampedEvent &stamped : m.events) {
            if (const auto *note = std::get_if<event::StepNote>(&stamped.event))
                notes << note->text;
        }
        QCOMPARE(notes.filter(u"b@relay.test"_s).size(), isLink ? 0 : 1);
    }

    void aLinkComparesAsNothing()
    {
        QTemporaryDir tree;
        write(tree.filePath(u"a@relay.test/cur/1"_s), "1");
        FakeMigration m;
        prepare(m);
        m.facts.relay.mailboxesDir = tree.path();
        m.allow(*makeSync());
        compareMailboxes(m.context);
        const Execution digest = m.onOld->executions().first();
        const QString without = runHere(digest, u"-"_s, u"-"_s);
        QVERIFY(QFile::link(u"/nowhere"_s, tree.filePath(u"b@relay.test"_s)));
        QVERIFY(runHere(digest, u"-"_s, u"-"_s) != without);
    }
};

QTEST_GUILESS_MAIN(MailboxPassTest)
#include "tst_mailbox_pass.moc"
