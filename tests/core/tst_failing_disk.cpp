#include "core/copy/compare.h"
#include "core/copy/copy_link.h"
#include "core/copy/mail_queue.h"
#include "core/engine/question_text.h"
#include "core/relay/state_paths.h"
#include "core/salvage/quarantine.h"
#include "core/steps/precopy.h"
#include "core/steps/sync.h"
#include "tests/fakes/mailbox_pass.h"

using namespace relaymove;
using namespace Qt::StringLiterals;

// The passes of a relay whose disk does not give everything back.
class FailingDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Not after all the passes that would follow: each may be the disk's last.
    void aPassThatFindsTheDiskFailingIsTheLastBeforeTheRescue()
    {
        FakeMigration m;
        prepare(m);
        m.onOld->on(u"cat /run/relaymove/pass.err"_s, lostMessage);
        m.onOld->on(u"systemctl show"_s, "SubState=exited\nExecMainStatus=23\n");
        m.answers = {{u"disk/fails"_s, question::DiskFails::Answer::Salvage},
                     {u"disk/leave-behind"_s, question::LeaveBehind::Answer::Leave}};
        const auto step = makePrecopy();
        m.allow(*step);
        step->run(m.context);
        for (const QString &sign :
             {u"follow-links /etc/dkimkeys"_s, u"--include=password"_s, u":/rescue/"_s}) {
            QVERIFY2(m.placeOf(sign) >= 0, qPrintable(sign));
            QCOMPARE(passesBefore(m, m.placeOf(sign)), 1);
        }
        QVERIFY(passesBefore(m, m.ran.size()) > 1);
        QCOMPARE(m.facts.disk.leftBehind, QStringList{u"a@relay.test/cur/1:2,S"_s});
    }

    void noPassMoreBeforeTheRescueOfAnEarlierRun()
    {
        FakeMigration m;
        prepare(m);
        m.facts.disk.unreadable = {
            UnreadableFile{u"a@relay.test/cur/1:2,S"_s, u"Input/output error"_s}};
        const auto step = makePrecopy();
        QVERIFY(failureOf(m, *step)->is<failure::Refused>());
        QVERIFY(questionText(m.asked.last()).contains(u"Input/output error"));
        m.answers = {{u"disk/fails"_s, question::DiskFails::Answer::Salvage}};
        QVERIFY(!failureOf(m, *step));
        QVERIFY(m.placeOf(u":/rescue/"_s) > 0);
        QCOMPARE(passesBefore(m, m.placeOf(u":/rescue/"_s)), 0);
    }

    // "Stop", and then "go on" in the cutover: the question comes again, and can be agreed to.
    void whatWasNotAgreedToIsAskedAboutAgain()
    {
        FakeMigration m;
        prepare(m);
        loseAMessage(m);
        const auto step = makeSync();
        QVERIFY(failureOf(m, *step)->is<failure::Refused>());
        QVERIFY(failureOf(m, *step)->is<failure::Refused>());
        QVERIFY(m.placeOf(u"-rlptgoHR"_s) < 0); // right after the pass, which has tried it again
        m.answers = {{u"disk/leave-behind"_s, question::LeaveBehind::Answer::Leave}};
        QVERIFY(failureOf(m, *step)->is<failure::ClaimFalse>()); // further: nothing is there
        QCOMPARE(m.asked.size(), 3);
        QCOMPARE(m.facts.disk.leftBehind, QStringList{u"a@relay.test/cur/1:2,S"_s});
    }

    void whatNewHadAlreadyIsNotLost()
    {
        FakeMigration m;
        prepare(m);
        loseAMessage(m);
        m.onNew->on(u"put-back"_s, "a@relay.test/cur/1:2,S\n");
        const auto step = makePrecopy();
        m.allow(*step);
        step->run(m.context);
        QVERIFY(m.facts.disk.unreadable.isEmpty());
        QVERIFY(m.asked.isEmpty());
    }

    void onlyWhereTheDiskFailsIsAnythingPutBy()
    {
        for (const bool fails : {false, true}) {
            FakeMigration m;
            prepare(m);
            m.facts.disk.fails = fails;
            const auto step = makePrecopy();
            m.allow(*step);
            step->run(m.context);
            const QStringList passes = m.ran.filter(u"--unit=relaymove-pass"_s);
            QVERIFY(!passes.isEmpty());
            for (const QString &line : passes)
                QCOMPARE(line.contains(u"--backup --backup-dir=/kept "), fails);
        }
    }

    // The script, on real folders: the same message, whatever its flags were.
    void aMessageIsPutBackUnderItsNewName()
    {
        QTemporaryDir top;
        const QString kept = top.filePath(u"kept"_s), boxes = top.filePath(u"mail"_s);
        write(kept + u"/a@relay.test/new/1.M2.old"_s, "read since");
        write(kept + u"/a@relay.test/.Sent/cur/2:2,S"_s, "answered since");
        write(kept + u"/a@relay.test/cur/4:2,"_s, "an older copy");
        write(kept + u"/a@relay.test/password"_s, "secret");
        write(boxes + u"/a@relay.test/cur/4:2,S"_s, "there");
        write(boxes + u"/a@relay.test/.Sent/cur/5"_s, "other");
        FakeMigration m;
        prepare(m);
        m.facts.relay.mailboxesDir = boxes;
        m.allow(*makePrecopy());
        restoreFromQuarantine(m.context,
                              {u"a@relay.test/cur/1.M2.old:2,S"_s,
                               u"a@relay.test/.Sent/cur/2:2,RS"_s, u"a@relay.test/new/3"_s,
                               u"a@relay.test/cur/4:2,S"_s, u"a@relay.test/password"_s});
        QCOMPARE(runHere(m.onNew->executions().last(), QString::fromLatin1(quarantineFolder), kept),
                 u"a@relay.test/cur/1.M2.old:2,S\na@relay.test/.Sent/cur/2:2,RS\n"_s);
        QFile back(boxes + u"/a@relay.test/cur/1.M2.old:2,S"_s);
        QVERIFY(back.open(QIODevice::ReadOnly));
        QCOMPARE(back.readAll(), "read since");
        QVERIFY(!QFile::exists(boxes + u"/a@relay.test/password"_s));
    }

    // One bad sector among the keys is no reason to lose all mailboxes.
    void aBadFileAmongTheKeysStopsNoRescue_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("isNeeded");
        QTest::newRow("an old certificate") << u"/var/lib/acme/certs/old/cert"_s << false;
        QTest::newRow("the DKIM key") << u"/etc/dkimkeys/opendkim.private"_s << true;
        QTest::newRow("the live certificate") << u"/var/lib/acme/certs/new/fullchain"_s << true;
    }

    void aBadFileAmongTheKeysStopsNoRescue()
    {
        QFETCH(QString, path);
        QFETCH(bool, isNeeded);
        FakeMigration m;
        prepare(m);
        m.facts.disk.fails = true;
        m.answers = {{u"disk/leave-behind"_s, question::LeaveBehind::Answer::Leave}};
        m.onOld->on(u"-rlptgoHR"_s,
                    FakeTransport::Answer{.out = {},
                                          .exitCode = 23,
                                          .err = "rsync: [sender] read errors mapping \"" +
                                                 path.toUtf8() + "\": Input/output error (5)\n"});
        m.onOld->on(u"realpath"_s,
                    "/etc/dkimkeys/opendkim.private\n/var/lib/acme/certs/new/fullchain\n");
        const auto step = makePrecopy();
        const auto failure = failureOf(m, *step);
        QVERIFY(passesBefore(m, m.ran.size()) > 1); // in any case
        if (isNeeded) {
            QVERIFY(failure && failure->is<failure::Refused>());
            QVERIFY(failure->as<failure::Refused>()->what.contains(path));
            QVERIFY(m.facts.disk.leftBehind.isEmpty());
        } else {
            QCOMPARE(m.facts.disk.leftBehind, QStringList{path});
            QVERIFY(m.placeOf(u"precopied"_s) > 0);
        }
    }

    void whatElseEndsACopyOfTheKeysIsAFailure()
    {
        FakeMigration m;
        prepare(m);
        m.allow(*makeSync());
        m.onOld->on(u"-rlptgoHR"_s,
                    FakeTransport::Answer{.out = {}, .exitCode = 23, .err = "full"});
        QVERIFY_THROWS_EXCEPTION(Failure, copyState(m.context, {u"/etc/dkimkeys"_s}));
        QVERIFY(m.asked.isEmpty());
    }

    void aBadFileInTheQueueIsLeftBehind()
    {
        FakeMigration m;
        prepare(m);
        m.answers = {{u"disk/fails"_s, question::DiskFails::Answer::Salvage},
                     {u"disk/leave-behind"_s, question::LeaveBehind::Answer::Leave}};
        m.onOld->on(u"set-queue-aside"_s, "/var/spool/postfix/relaymove-aside\n");
        m.onOld->on(
            u":/queue/"_s,
            FakeTransport::Answer{.out = {},
                                  .exitCode = 23,
                                  .err = "rsync: [sender] read errors mapping "
                                         "\"/var/spool/postfix/relaymove-aside/deferred/A/ABC\": "
                                         "Input/output error (5)\n"});
        m.allow(*makeSync());
        const QString queue = stageQueue(m.context);
        QVERIFY(m.onOld->ran(u" /var/spool/postfix/relaymove-aside/deferred "_s));
        QCOMPARE(m.facts.disk.leftBehind, QStringList{u"/var/spool/postfix/deferred/A/ABC"_s});
        QVERIFY(queueClaim(m.context, queue, {}).holds);
        QVERIFY(m.onOld->executions().last().arguments.contains(queue));
        QCOMPARE(m.onOld->executions().last().input, "deferred/A/ABC\n");
        QCOMPARE(m.onNew->executions().last().input, "deferred/A/ABC\n");
    }

    // Postfix does not start there.
    void aQueueOnADiskThatCanNotBeWrittenIsStagedFromItsPlace()
    {
        FakeMigration m;
        prepare(m);
        m.onOld->on(u"set-queue-aside"_s, "/var/spool/postfix\n");
        m.allow(*makeSync());
        QCOMPARE(stageQueue(m.context), u"/var/spool/postfix"_s);
        QVERIFY(m.onOld->ran(u" /var/spool/postfix/deferred "_s));
    }

    // Nobody can put anything else in its place on a disk that fails: it is the person's word.
    void whereTheDiskFailsALinkIsAskedAbout()
    {
        FakeMigration m;
        prepare(m);
        m.facts.disk.fails = true;
        m.onOld->on(u"exec tail -n +1 -f"_s, "skipping non-regular file \"b@relay.test\"\n");
        m.onOld->on(u"which-are-links"_s, "b@relay.test\n");
        const auto step = makePrecopy();
        QVERIFY(failureOf(m, *step)->is<failure::Refused>());
        QVERIFY(questionText(m.asked.last()).contains(u"b@relay.test"));
        m.answers = {{u"disk/leave-behind"_s, question::LeaveBehind::Answer::Leave}};
        QVERIFY(!failureOf(m, *step));
        QCOMPARE(m.facts.disk.leftBehind, QStringList{u"b@relay.test"_s});
    }

    // Neither what hangs nor what was left behind is looked at, a whole mailbox neither.
    void whatIsLeftBehindIsNotCompared()
    {
        QTemporaryDir tree;
        write(tree.filePath(u"a@relay.test/cur/1"_s), "1");
        write(tree.filePath(u"a@relay.test/new/2"_s), "left behind");
        write(tree.filePath(u"a@relay.test/.Old/cur/3"_s), "hangs");
        write(tree.filePath(u"b@relay.test/cur/4"_s), "left behind");
        FakeMigration m;
        prepare(m);
        m.facts.relay.mostMailboxes = 2;
        m.facts.relay.mailboxesDir = tree.path();
        m.facts.disk.unreadable = {
            UnreadableFile{u"a@relay.test/.Old"_s, u"the disk hangs"_s, true},
            UnreadableFile{u"a@relay.test/new/2"_s, u"Input/output error"_s},
            UnreadableFile{u"b@relay.test"_s, u"Input/output error"_s}};
        m.facts.disk.leftBehind = {u"a@relay.test/new/2"_s, u"b@relay.test"_s};
        m.allow(*makeSync());
        compareMailboxes(m.context);
        const QString digest = runHere(m.onOld->executions().first(), u"-"_s, u"-"_s);
        QCOMPARE(digest.section(u'\n', 0, 1), u"1\n1"_s);
    }
};

QTEST_GUILESS_MAIN(FailingDiskTest)
#include "tst_failing_disk.moc"
