#include "core/base/failure.h"
#include "core/relay/compare.h"
#include "core/relay/copy_link.h"
#include "core/relay/kept.h"
#include "core/relay/mail_queue.h"
#include "core/relay/mailbox_pass.h"
#include "core/relay/state_paths.h"
#include "core/steps/precopy.h"
#include "core/steps/sync.h"
#include "tests/fakes/fake_migration.h"

#include <QDir>
#include <QProcess>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

const QByteArray lostMessage =
    "rsync: [sender] read errors mapping \"/home/vmail/mail/relay.test/a@relay.test/cur/1:2,S\": "
    "Input/output error (5)\n";

// A relay of 600 mailboxes, on machines that agree to everything.
void prepare(FakeMigration &m)
{
    m.profile.domain = u"relay.test"_s;
    m.profile.oldHost = u"old"_s;
    m.facts.domain = u"relay.test"_s;
    m.facts.mailboxesDir = u"/home/vmail/mail/relay.test"_s;
    m.facts.mostMailboxes = 600;
    for (const auto &transport : {m.onOld, m.onNew, m.onAdmin})
        transport->on(QString(), "");
    m.onOld->on(u"getent passwd vmail"_s, "vmail:x:999:999::/home/vmail:/bin/false\n");
    m.onOld->on(u"count-names"_s, "600\n");
    m.onOld->on(u"systemctl show"_s, "SubState=exited\nExecMainStatus=0\n");
}

int passesBefore(const FakeMigration &m, qsizetype place)
{
    return int(m.ran.mid(0, place).filter(u"--unit=relaymove-pass"_s).size());
}

// OLD's disk gives no message back until the pass leaves it out.
void loseAMessage(FakeMigration &m)
{
    m.facts.oldFails = true;
    m.onOld->watch([&m](const QString &line) {
        m.ran << u"OLD "_s + line;
        if (!line.contains(u"--unit=relaymove-pass"))
            return;
        QByteArray skipped;
        for (const Execution &execution : m.onOld->executions()) {
            if (execution.arguments.contains(u"/run/relaymove/skip"_s))
                skipped = execution.input;
        }
        const bool meets = !skipped.contains("a@relay.test/cur/1:2,S");
        m.onOld->on(u"cat /run/relaymove/pass.err"_s, meets ? lostMessage : "");
        m.onOld->on(u"--wait"_s,
                    FakeTransport::Answer{.out = {}, .exitCode = meets ? 23 : 0, .err = {}});
    });
}

// The failure that the step ends with.
Failure failureOf(FakeMigration &m, Step &step)
{
    m.allow(step);
    try {
        step.run(m.context);
    } catch (const Failure &failure) {
        return failure;
    }
    return {};
}

// The same words on this machine, one folder in another's place.
QString runHere(const Execution &execution, const QString &folder, const QString &instead)
{
    QStringList words = execution.arguments;
    words.replaceInStrings(folder, instead);
    QProcess process;
    process.start(words.first(), words.mid(1));
    process.write(execution.input);
    process.closeWriteChannel();
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

void write(const QString &path, const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

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
            QCOMPARE(failure.kind, FailureKind::Refused);
            QVERIFY(failure.arguments.value(0).contains(u"0 mailboxes"));
        }
        QVERIFY2(m.placeOf(u"rsync -e"_s) < 0, qPrintable(m.ran.join(u'\n')));
    }

    // Not after all the passes that would follow: each may be the disk's last.
    void aPassThatFindsTheDiskFailingIsTheLastBeforeTheRescue()
    {
        FakeMigration m;
        prepare(m);
        m.onOld->on(u"cat /run/relaymove/pass.err"_s, lostMessage);
        m.onOld->on(u"systemctl show"_s, "SubState=exited\nExecMainStatus=23\n");
        m.answers = {{u"disk/fails"_s, u"careful"_s}, {u"disk/leave-behind"_s, u"leave"_s}};
        const auto step = makePrecopy();
        m.allow(*step);
        step->run(m.context);
        for (const QString &sign :
             {u"follow-links /etc/dkimkeys"_s, u"--include=password"_s, u"relaymove/queue/"_s}) {
            QVERIFY2(m.placeOf(sign) >= 0, qPrintable(sign));
            QCOMPARE(passesBefore(m, m.placeOf(sign)), 1);
        }
        QVERIFY(passesBefore(m, m.ran.size()) > 1);
        QCOMPARE(m.facts.leftBehind, QStringList{u"a@relay.test/cur/1:2,S"_s});
    }

    void noPassMoreBeforeTheRescueOfAnEarlierRun()
    {
        FakeMigration m;
        prepare(m);
        m.facts.unreadable = QStringList{u"a@relay.test/cur/1:2,S\tInput/output error"_s};
        const auto step = makePrecopy();
        QCOMPARE(failureOf(m, *step).kind, FailureKind::Refused);
        QVERIFY(m.asked.last().arguments.value(0).contains(u"Input/output error"));
        m.answers = {{u"disk/fails"_s, u"careful"_s}};
        QCOMPARE(failureOf(m, *step).arguments, QStringList());
        QVERIFY(m.placeOf(u"relaymove/queue/"_s) > 0);
        QCOMPARE(passesBefore(m, m.placeOf(u"relaymove/queue/"_s)), 0);
    }

    // "Stop", and then "go on" in the cutover: the question comes again, and can be agreed to.
    void whatWasNotAgreedToIsAskedAboutAgain()
    {
        FakeMigration m;
        prepare(m);
        loseAMessage(m);
        const auto step = makeSync();
        QCOMPARE(failureOf(m, *step).kind, FailureKind::Refused);
        QCOMPARE(failureOf(m, *step).kind, FailureKind::Refused);
        QVERIFY(m.placeOf(u"-aHRi"_s) < 0); // right after the pass, which has tried it again
        m.answers = {{u"disk/leave-behind"_s, u"leave"_s}};
        QCOMPARE(failureOf(m, *step).kind, FailureKind::ClaimFalse); // further: nothing is there
        QCOMPARE(m.asked.size(), 3);
        QCOMPARE(m.facts.leftBehind, QStringList{u"a@relay.test/cur/1:2,S"_s});
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
        QCOMPARE(m.facts.unreadable, QStringList());
        QVERIFY(m.asked.isEmpty());
    }

    void onlyWhereTheDiskFailsIsAnythingPutBy()
    {
        for (const bool fails : {false, true}) {
            FakeMigration m;
            prepare(m);
            m.facts.oldFails = fails;
            const auto step = makePrecopy();
            m.allow(*step);
            step->run(m.context);
            const QStringList passes = m.ran.filter(u"--unit=relaymove-pass"_s);
            QVERIFY(!passes.isEmpty());
            for (const QString &line : passes)
                QCOMPARE(line.contains(u"--backup --backup-dir=/var/lib/relaymove-kept "), fails);
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
        m.facts.mailboxesDir = boxes;
        m.allow(*makePrecopy());
        putBack(m.context,
                {u"a@relay.test/cur/1.M2.old:2,S"_s, u"a@relay.test/.Sent/cur/2:2,RS"_s,
                 u"a@relay.test/new/3"_s, u"a@relay.test/cur/4:2,S"_s, u"a@relay.test/password"_s});
        QCOMPARE(runHere(m.onNew->executions().last(), QString::fromLatin1(keptFolder), kept),
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
        m.facts.oldFails = true;
        m.answers = {{u"disk/leave-behind"_s, u"leave"_s}};
        m.onOld->on(u"-aHRi"_s,
                    FakeTransport::Answer{.out = {},
                                          .exitCode = 23,
                                          .err = "rsync: [sender] read errors mapping \"" +
                                                 path.toUtf8() + "\": Input/output error (5)\n"});
        m.onOld->on(u"realpath"_s,
                    "/etc/dkimkeys/opendkim.private\n/var/lib/acme/certs/new/fullchain\n");
        const auto step = makePrecopy();
        const Failure failure = failureOf(m, *step);
        QVERIFY(passesBefore(m, m.ran.size()) > 1); // in any case
        if (isNeeded) {
            QCOMPARE(failure.kind, FailureKind::Refused);
            QVERIFY(failure.arguments.value(0).contains(path));
            QVERIFY(m.facts.leftBehind.isEmpty());
        } else {
            QCOMPARE(m.facts.leftBehind, QStringList{path});
            QVERIFY(m.placeOf(u"precopied"_s) > 0);
        }
    }

    void whatElseEndsACopyOfTheKeysIsAFailure()
    {
        FakeMigration m;
        prepare(m);
        m.allow(*makeSync());
        m.onOld->on(u"-aHRi"_s, FakeTransport::Answer{.out = {}, .exitCode = 23, .err = "full"});
        QVERIFY_THROWS_EXCEPTION(Failure, copyState(m.context, {u"/etc/dkimkeys"_s}));
        QVERIFY(m.asked.isEmpty());
    }

    void aBadFileInTheQueueIsLeftBehind()
    {
        FakeMigration m;
        prepare(m);
        m.answers = {{u"disk/fails"_s, u"careful"_s}, {u"disk/leave-behind"_s, u"leave"_s}};
        m.onOld->on(u"relaymove-staging"_s,
                    FakeTransport::Answer{.out = {},
                                          .exitCode = 23,
                                          .err = "rsync: [sender] read errors mapping "
                                                 "\"/var/spool/postfix/deferred/A/ABC\": "
                                                 "Input/output error (5)\n"});
        m.allow(*makeSync());
        stageQueue(m.context);
        QCOMPARE(m.facts.leftBehind, QStringList{u"/var/spool/postfix/deferred/A/ABC"_s});
        QVERIFY(queueClaim(m.context).holds);
        QCOMPARE(m.onOld->executions().last().input, "deferred/A/ABC\n");
        QCOMPARE(m.onNew->executions().last().input, "deferred/A/ABC\n");
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
        m.onOld->on(u"-aHRi"_s, ".d..t....... etc/\n.f....og... etc/dkimkeys/opendkim.private\n");
        QVERIFY(!copyState(m.context, paths)); // an owner is no other key
        m.onOld->on(u"-aHRi"_s, ">f..t...... var/lib/acme/certs/1/cert\n");
        QVERIFY(copyState(m.context, paths));
        m.onOld->on(u"-aHRi"_s, "");
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
        m.facts.mostMailboxes = 2;
        m.facts.mailboxesDir = tree.path();
        m.facts.unreadable = {u"a@relay.test/.Old\tthe disk hangs"_s,
                              u"a@relay.test/new/2\tInput/output error"_s,
                              u"b@relay.test\tInput/output error"_s};
        m.facts.leftBehind = {u"a@relay.test/new/2"_s, u"b@relay.test"_s};
        m.allow(*makeSync());
        compareMailboxes(m.context);
        const QString digest = runHere(m.onOld->executions().first(), u"-"_s, u"-"_s);
        QCOMPARE(digest.section(u'\n', 0, 1), u"1\n1"_s);
    }
};

QTEST_GUILESS_MAIN(MailboxPassTest)
#include "tst_mailbox_pass.moc"
