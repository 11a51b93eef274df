#include "core/salvage/salvage.h"

#include "core/profiles/profile.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

// As rsync 3.2.7 and the script beside it say it.
const QByteArray complaints =
    "rsync: [sender] readdir(\"/home/vmail/mail/relay.test/c@relay.test/cur\"): Input/output error "
    "(5)\n"
    "rsync: [sender] read errors mapping \"/home/vmail/mail/relay.test/a@relay.test/cur/1:2,S\": "
    "Input/output error (5)\n"
    "rsync: [sender] read errors mapping \"/home/vmail/mail/relay.test/a@relay.test/cur/1:2,S\": "
    "Input/output error (5)\n"
    "rsync: [sender] send_files failed to open "
    "\"/home/vmail/mail/relay.test/a@relay.test/password\": Structure needs cleaning (117)\n"
    "ERROR: a@relay.test/cur/1:2,S failed verification -- update discarded.\n"
    "relaymove: \"/home/vmail/mail/relay.test/b@relay.test/new/2\": the disk hangs (110)\n"
    "rsync error: some files/attrs were not transferred (code 23) at main.c(1338) [sender=3.2.7]\n";
const QString root = u"/home/vmail/mail/relay.test"_s;

} // namespace

class SalvageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatARelayLosesIsNamedOnce()
    {
        QCOMPARE(unreadableIn(complaints, root),
                 (QList<UnreadableFile>{
                     UnreadableFile{u"a@relay.test/cur/1:2,S"_s, u"Input/output error"_s},
                     UnreadableFile{u"a@relay.test/password"_s, u"Structure needs cleaning"_s},
                     UnreadableFile{u"b@relay.test/new/2"_s, u"the disk hangs"_s, true},
                     UnreadableFile{u"c@relay.test/cur"_s, u"Input/output error"_s}}));
        QCOMPARE(unreadableIn("rsync: [sender] read errors mapping \"/etc/dkimkeys/x\": "
                              "Input/output error (5)\nrelaymove: \"//var/lib/acme/k\": the disk "
                              "hangs (110)\n",
                              root),
                 (QList<UnreadableFile>{
                     UnreadableFile{u"/etc/dkimkeys/x"_s, u"Input/output error"_s},
                     UnreadableFile{u"/var/lib/acme/k"_s, u"the disk hangs"_s, true}}));
    }

    void byMailboxWhatItMeans()
    {
        const QStringList paths = pathsOf(unreadableIn(complaints, root));
        QCOMPARE(byMailbox(paths),
                 (QStringList{u"a@relay.test: password, 1 message"_s, u"b@relay.test: 1 message"_s,
                              u"c@relay.test: cur"_s}));
        QCOMPARE(byMailbox({u"d@relay.test"_s, u"e@relay.test/new/1"_s, u"e@relay.test/cur/2"_s}),
                 (QStringList{u"d@relay.test: all of it"_s, u"e@relay.test: 2 messages"_s}));
        QCOMPARE(byMailbox({u"/etc/dkimkeys/x"_s, u"/var/spool/postfix/hold/1"_s}),
                 (QStringList{u"in the queue: 1"_s, u"keys and other state: /etc/dkimkeys/x"_s}));
    }

    void onlyADiskThatFailsIsOne()
    {
        QVERIFY(tellsOfFailingDisk(complaints));
        for (const QByteArray other :
             {"file has vanished: \"/home/vmail/mail/relay.test/a@relay.test/new/1\"\n",
              "rsync: [sender] send_files failed to open \"/x\": Permission denied (13)\n",
              "rsync: [receiver] write failed on \"/x\": Input/output error (5)\n",
              "rsync: [generator] mkdir \"/x\" failed: Read-only file system (30)\n",
              "rsync error: error in rsync protocol data stream (code 12) at io.c(5)\n"})
            QVERIFY2(!tellsOfFailingDisk(other), other.constData());
    }

    void agreementIsToEachFile()
    {
        Facts facts;
        QVERIFY(isAgreedTo(facts));
        facts.disk.unreadable = unreadableIn(complaints, root);
        facts.disk.leftBehind = pathsOf(facts.disk.unreadable);
        QVERIFY(isAgreedTo(facts));
        QCOMPARE(Facts::fromJson(facts.toJson())->disk.unreadable, facts.disk.unreadable);
        facts.disk.leftBehind.removeLast();
        QVERIFY(!isAgreedTo(facts));
    }

    void whoMayGoBackIsWarned()
    {
        Profile profile;
        Facts facts;
        QVERIFY(backWarning(profile, facts).isEmpty());
        facts.disk.fails = true;
        QVERIFY(backWarning(profile, facts).contains(u"not safe"));
        facts.disk.fails = false;
        profile.oldIsFailing = true;
        QVERIFY(backWarning(profile, facts).contains(u"not safe"));
    }
};

QTEST_APPLESS_MAIN(SalvageTest)
#include "tst_salvage.moc"
