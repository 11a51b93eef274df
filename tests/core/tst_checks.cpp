#include "tests/core/suitable.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Change)

class ChecksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodRelayMayMove()
    {
        QStringList found;
        for (const Blocker &blocker : blockers(goodProfile(), {}, good()))
            found << blocker.what;
        QCOMPARE(found, QStringList());
        QCOMPARE(advised(goodProfile(), good()), QStringList());
    }

    void refusals_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("word"); // in exactly one blocker
        const auto row = [](const char *name, const QString &word, Change change) {
            QTest::newRow(name) << change << word;
        };
        row("profile", u"domain is an IP address"_s, [](Profile &p, Facts &, PreflightSnapshot &s) {
            p.domain = u"198.51.100.10"_s;
            s.relay.config->domain = s.checkout.config->domain = p.domain;
        });
        row("one machine", u"same machine"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.newHost.identity = u"a"_s; });
        row("debian 13", u"not Debian 12 but debian 13"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.newHost.system = u"debian 13"_s; });
        row("no rsync on OLD", u"rsync is missing"_s, [](Profile &, Facts &, PreflightSnapshot &s) {
            s.oldHost.missingPrograms << u"rsync"_s;
        });
        row("another relay on OLD", u"OLD serves other.test"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.relay.config->domain = s.checkout.config->domain = u"other.test"_s;
            });
        row("no relay on OLD", u"no /usr/local/lib/chatmaild/chatmail.ini"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.relay.config = std::unexpected(u"it is not there"_s);
            });
        row("dovecot is down", u"dovecot.service does not run"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.relay.systemd.active.removeAll(u"dovecot.service"_s);
            });
        row("no checkout", u"no scripts/cmdeploy"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.checkout.hasCmdeploy = false; });
        row("old checkout", u"older than release 1.8.0"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.checkout.knowsStages = false; });
        row("another relay's chatmail.ini", u"its mail_domain is other.test"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.checkout.config->domain = u"other.test"_s;
            });
        row("A leads elsewhere", u"leads to 192.0.2.1"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.records.v4 = {u"192.0.2.1"_s}; });
        row("A leads to NEW already", u"leads to NEW already (198.51.100.20)"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.records.v4 = {u"198.51.100.20"_s}; });
        row("AAAA leads elsewhere", u"leads to 2001:db8::99"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.records.v6 = {u"2001:db8::99"_s}; });
        row("no TSIG key", u"key of the name server can't be read"_s,
            [](Profile &p, Facts &, PreflightSnapshot &s) {
                p.dns.method = DnsMethod::Rfc2136;
                s.secretTrouble = u"It is not there."_s;
            });
        row("no records", u"neither an A nor an AAAA"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.records = {}; });
        row("NEW has no IPv4", u"NEW has no public IPv4"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.newHost.addresses.v4.clear(); });
        row("a relay on NEW", u"carries a relay already"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.target.relayFiles = {u"/etc/chatmail-version"_s};
            });
        row("exim on NEW", u"25 (exim4)"_s, [](Profile &, Facts &, PreflightSnapshot &s) {
            s.target.listening = {{25, u"exim4"_s, {}}};
        });
        row("small disk", u"are needed"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.target.freeBytes = 6'000'000'000; });
        row("OLD's clock", u"OLD's clock is 90 s behind"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.trials->oldClock = -90; });
        row("NEW's clock", u"NEW's clock is 3600 s ahead"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.trials->newClock = 3600; });
        row("certificate", u"certificate on OLD ends"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.trials->certificateUntil = QDateTime::currentDateTimeUtc().addDays(29);
            });
        row("unreadable certificate", u"certificate in /a/b could not be read"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.trials->certificateUntil = QDateTime();
                s.trials->certificatePath = u"/a/b"_s;
            });
        row("another DKIM key in DNS", u"is not the one in DNS at opendkim._domainkey.relay.test"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.trials->dkimKey = u"MIIB"_s;
                s.trials->dkimInDns = u"MIIC"_s;
            });
        row("no DKIM key in DNS", u"DNS has no DKIM key at opendkim._domainkey.relay.test"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.trials->dkimKey = u"MIIB"_s; });
        row("no outgoing mail", u"OLD (198.51.100.10): its provider seems to block outgoing"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.trials->blockedPort25 = {u"198.51.100.10"_s};
                s.trials->reachedPort25 = {u"2001:db8::10"_s};
            });
        row("no outgoing mail over the only family", u"OLD (2001:db8::10): its provider"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.trials->blockedPort25 = {u"2001:db8::10"_s};
                s.trials->reachedPort25.clear();
            });
        row("full /var", u"NEW has 100 MB free in /var, but 1073 MB are needed"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.target.freeElsewhere = {{u"/var"_s, 100'000'000}, {u"/"_s, 2'000'000'000}};
            });
        row("shut ports", u"443 from OLD"_s, [](Profile &, Facts &, PreflightSnapshot &s) {
            s.trials->ports.shut = {u"198.51.100.20 port 443 from OLD"_s};
        });
        row("taken ports", u"could not listen on a relay's ports for a trial: 25 (Address"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.trials->ports.taken = {u"25 (Address already in use)"_s};
            });
        row("ssh asks", u"could not log in"_s, [](Profile &, Facts &, PreflightSnapshot &s) {
            s.trials->logIn.ssh = u"Permission denied (publickey)."_s;
        });
        row("another key is known", u"another host key for 198.51.100.20"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.trials->knownHosts = {{.role = Role::New,
                                         .name = u"198.51.100.20"_s,
                                         .isPinned = false,
                                         .otherKey = u"SHA256:other"_s}};
            });
        row("DNS refuses", u"REFUSED"_s, [](Profile &, Facts &, PreflightSnapshot &s) {
            s.trials->dnsTrouble = u"ns1 did not take it: REFUSED"_s;
        });
        row("no pages", u"takes the website from /root/www, which is not"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) {
                s.checkout.config->wwwFolder = u"/root/www"_s;
                s.checkout.hasPages = false;
            });
        row("read-only", u"can't be written (/etc)"_s,
            [](Profile &, Facts &, PreflightSnapshot &s) { s.relay.readOnly = {u"/etc"_s}; });
        row("few inodes", u"more files only"_s, [](Profile &, Facts &, PreflightSnapshot &s) {
            s.relay.messages = 1'000'000;
            s.target.freeFiles = 1'000'000;
        });
    }

    // What it leads to would stay on OLD, and nobody would notice.
    void aLinkAmongTheMailboxesIsRefused()
    {
        PreflightSnapshot seen = good();
        seen.relay.links = {u"b@relay.test"_s};
        const Blocker blocker = blockers(goodProfile(), {}, seen).value(0);
        QCOMPARE(blocker.where, Role::Old);
        QVERIFY(blocker.what.contains(u"b@relay.test"));
        // Nobody can mend it there: the pass asks.
        Facts fails;
        fails.disk.fails = true;
        QVERIFY(blockers(goodProfile(), fails, seen).isEmpty());
    }

    // An empty mount point, copied with --delete, would empty NEW as well.
    void mailboxesThatWereThereMustStillBe()
    {
        PreflightSnapshot seen = good();
        Facts facts;
        facts.relay.mostMailboxes = 1200;
        QVERIFY(blockers(goodProfile(), facts, seen).isEmpty()); // half: people do leave
        seen.relay.mailboxes = 599;
        QCOMPARE(blockers(goodProfile(), facts, seen).size(), 1);
        seen.relay.mailboxes = 0;
        const Blocker blocker = blockers(goodProfile(), facts, seen).value(0);
        QCOMPARE(blocker.where, Role::Old);
        QVERIFY(blocker.what.contains(u"0 mailboxes in /home/vmail/mail/relay.test"));
        QVERIFY(blocker.what.contains(u"1200"));
        QVERIFY(blocker.remedy.contains(u"ssh -t root@198.51.100.10 findmnt"));
        // Nothing to compare with, so it is for the person to judge.
        QVERIFY(blockers(goodProfile(), {}, seen).isEmpty());
        QVERIFY(advisories(goodProfile(), seen).value(0).what.contains(u"no mailboxes"));
    }

    void refusals()
    {
        QFETCH(Change, change);
        QFETCH(QString, word);
        Profile profile = goodProfile();
        Facts facts;
        PreflightSnapshot seen = good();
        change(profile, facts, seen);
        int hits = 0;
        QStringList all;
        for (const Blocker &blocker : blockers(profile, facts, seen)) {
            all << blocker.what;
            hits += blocker.what.contains(word) ? 1 : 0;
            QVERIFY(!blocker.remedy.isEmpty());
        }
        QVERIFY2(hits == 1, qPrintable(all.join(u'\n')));
    }

    // What NEW gets then is the person's choice (tst_release).
    void anotherOrNoChatmailIniIsNoRefusal()
    {
        PreflightSnapshot seen = good();
        seen.checkout.config->mailboxesDir = u"/data"_s;
        seen.checkout.config->tls = TlsMode::External;
        QVERIFY(blockers(goodProfile(), {}, seen).isEmpty());
        seen.checkout.config = std::unexpected(u"it is not there"_s);
        QVERIFY(blockers(goodProfile(), {}, seen).isEmpty());
    }

    void withinACutoverTheRecordsMayLeadToNew()
    {
        PreflightSnapshot seen = good();
        seen.records.v4 = {u"198.51.100.20"_s};
        Facts facts;
        facts.cutover.id = u"1"_s;
        QVERIFY(blockers(goodProfile(), facts, seen).isEmpty());
    }

    void whatThisMigrationBroughtIsNoHindrance()
    {
        PreflightSnapshot seen = good();
        seen.isOurs = true;
        seen.target.relayFiles = {u"/home/vmail/mail"_s};
        seen.target.listening = {{443, u"nginx"_s, {}}};
        seen.target.freeBytes = 1;
        QVERIFY(blockers(goodProfile(), {}, seen).isEmpty());
    }

    void behindATranslationThePersonsWordCounts()
    {
        Profile profile = goodProfile();
        profile.oldV4 = u"203.0.113.1"_s;
        PreflightSnapshot seen = good();
        seen.records.v4 = {u"203.0.113.1"_s};
        seen.oldHost.addresses.v4.clear();
        QVERIFY(blockers(profile, {}, seen).isEmpty());
        QCOMPARE(addressesOf(profile, seen).oldV4, u"203.0.113.1"_s);
    }

    void ofSeveralAddressesTheOneInTheRecords()
    {
        PreflightSnapshot seen = good();
        seen.oldHost.addresses.v4.prepend(u"203.0.113.7"_s);
        QCOMPARE(addressesOf(goodProfile(), seen).oldV4, u"198.51.100.10"_s);
        seen.newHost.addresses.v4.prepend(u"203.0.113.8"_s);
        QCOMPARE(addressesOf(goodProfile(), seen).newV4, u"198.51.100.20"_s);
    }

    void otherServersAreNamed()
    {
        const auto said = [](const PreflightSnapshot &seen) {
            QStringList all;
            for (const Blocker &blocker : blockers(goodProfile(), {}, seen))
                all << blocker.what;
            return all.join(u'\n');
        };
        PreflightSnapshot seen = good();
        seen.relay.config = std::unexpected(u"it is not there"_s);
        seen.relay.listening = {{25, u"master"_s, {}}, {443, u"nginx"_s, u"Docker"_s}};
        QCOMPARE(
            said(seen),
            u"OLD's mail is served from Docker's containers: 25 (master), 443 (nginx, Docker)."_s);
        seen.relay.listening = {{25, u"madmail"_s, {}}};
        QVERIFY(said(seen).contains(u"served by madmail"_s));
        // The machine's own relay was given up, or stands idle beside them.
        seen = good();
        seen.relay.listening = {{25, u"master"_s, u"Podman"_s}};
        QCOMPARE(said(seen), QString());
        seen.relay.systemd.active.clear();
        QCOMPARE(said(seen),
                 u"OLD's mail is served from Podman's containers: 25 (master, Podman)."_s);
    }

    // Only OLD's checkout can be fetched, and only to where nothing is.
    void whereTheCheckoutIsNotHere()
    {
        Profile profile = goodProfile();
        PreflightSnapshot seen = good();
        seen.checkout = {};
        seen.relay.checkout = u"/root/relay"_s;
        for (const QString &named : {QString(), u"/srv/relay"_s}) {
            profile.checkout = named;
            QVERIFY(blockers(profile, {}, seen).isEmpty());
        }
        seen.checkout.hasRoom = false;
        QVERIFY(blockers(profile, {}, seen)
                    .first()
                    .remedy.endsWith(u": mv /srv/relay /srv/relay.away"_s));
        seen.checkout.hasRoom = true;
        seen.relay.checkout.clear();
        QVERIFY(blockers(profile, {}, seen)
                    .first()
                    .remedy.endsWith(u": git clone https://github.com/chatmail/relay /srv/relay && "
                                     "cd /srv/relay && scripts/initenv.sh"_s));
        profile.checkout.clear();
        QVERIFY(blockers(profile, {}, seen).first().what.contains(u"names no checkout"));
    }
};

QTEST_APPLESS_MAIN(ChecksTest)
#include "tst_checks.moc"
