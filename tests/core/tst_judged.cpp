#include "tests/core/suitable.h"

#include <QTest>

using namespace relaymove;

// How the checks are told: what passed, what could not be looked at, what is only said.
class JudgedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The person must not take for well what will refuse them the next time.
    void whatCouldNotBeLookedAtHasNotPassed()
    {
        const auto notLookedAt = [](const Change &change) {
            Profile profile = goodProfile();
            Facts facts;
            Surroundings seen = good();
            change(profile, facts, seen);
            QStringList open;
            for (const Judged &each : judged(profile, facts, seen)) {
                if (!each.objections)
                    open << each.what;
            }
            return open.join(u'\n');
        };
        QCOMPARE(notLookedAt([](Profile &, Facts &, Surroundings &) {}), QString());
        const QString prospects = u"ports, mail to others, clocks and certificate look fine"_s;
        QCOMPARE(notLookedAt([](Profile &, Facts &, Surroundings &s) { s.prospects.reset(); }),
                 prospects);
        QCOMPARE(notLookedAt([](Profile &, Facts &, Surroundings &s) {
                     s.relay = {};
                     s.checkout = {};
                     s.prospects.reset();
                 }),
                 (QStringList{u"OLD serves mail"_s, u"OLD's mailboxes are all there"_s,
                              u"OLD's disks can be written"_s,
                              u"a checkout of chatmail/relay is there"_s,
                              u"chatmail.ini here is not another relay's"_s,
                              u"the relay's web pages are on this computer"_s,
                              u"the mailboxes fit on NEW"_s, prospects}
                      .join(u'\n')));
        // Of a foreign system nothing but its name is known.
        const QString open = notLookedAt([](Profile &, Facts &, Surroundings &s) {
            s.newHost = foreign(u"alpine"_s);
            s.target = {};
            s.prospects.reset();
        });
        for (const QString &what :
             {u"OLD and NEW are two machines"_s, u"the domain's records lead to OLD"_s,
              u"NEW has the addresses that it needs"_s, u"the mailboxes fit on NEW"_s,
              u"NEW carries nothing that would be overwritten"_s})
            QVERIFY2(open.contains(what), qPrintable(what));
    }

    void aCheckThatDoesNotApplyIsNotThere()
    {
        Profile profile = goodProfile();
        const auto rows = [&] { return judged(profile, {}, good()).size(); };
        const qsizetype all = rows();
        profile.oldIsFailing = true; // OLD need not serve
        QCOMPARE(rows(), all - 1);
        profile.dns.method = DnsMethod::Rfc2136; // a key is read
        QCOMPARE(rows(), all);
    }

    void twoForeignSystemsAreNotOneMachine()
    {
        Surroundings seen = good();
        seen.oldHost = seen.newHost = foreign({});
        seen.relay = {};
        QStringList all;
        for (const Objection &objection : objections(goodProfile(), {}, seen))
            all << objection.what;
        QCOMPARE(all, (QStringList{u"OLD is not Debian 12 but another system."_s,
                                   u"NEW is not Debian 12 but another system."_s}));
    }

    // Whoever reads a way out at night copies it into a terminal.
    void waysOutAreCommands()
    {
        const auto wayOut = [](const Change &change) {
            Profile profile = goodProfile();
            Surroundings seen = good();
            Facts facts;
            change(profile, facts, seen);
            const QList<Objection> found = objections(profile, facts, seen);
            return found.size() == 1 ? found.first().wayOut : QString::number(found.size());
        };
        QCOMPARE(
            wayOut([](Profile &, Facts &, Surroundings &s) {
                s.checkout.missingPrograms = {u"rsync"_s, u"ssh"_s, u"ssh-keygen"_s, u"nsupdate"_s};
            }),
            u"Install on this computer: sudo apt install rsync openssh-client bind9-dnsutils"_s);
        QCOMPARE(wayOut([](Profile &, Facts &, Surroundings &s) {
                     s.oldHost.missingPrograms << u"rsync"_s;
                 }),
                 u"Install it there: ssh -t root@198.51.100.10 apt install rsync"_s);
        QCOMPARE(
            wayOut([](Profile &, Facts &, Surroundings &s) { s.checkout.hasEnvironment = false; }),
            u"Make it on this computer: cd /srv/relay && scripts/initenv.sh"_s);
    }

    // What can be read is saved, although the relay neither serves nor can be written.
    void aFailingDiskIsNoHindranceOnceItIsSaid()
    {
        Surroundings seen = good();
        seen.relay.readOnly = {u"/etc"_s, u"/var/spool/postfix"_s};
        seen.relay.systemd.active.clear();
        QVERIFY(!objections(goodProfile(), {}, seen).isEmpty());
        Profile profile = goodProfile();
        profile.oldIsFailing = true;
        QVERIFY(objections(profile, {}, seen).isEmpty());
        QVERIFY(remarked(profile, seen).join(u' ').contains(u"OLD can't be written (/etc, "));
    }

    void aToolThatRenewsIsNotMovedAndThatIsSaid()
    {
        Surroundings seen = good();
        QVERIFY(!remarked(goodProfile(), seen).join(u' ').contains(u"renewed by a tool"));
        seen.relay.config->tls = TlsMode::External;
        seen.relay.config->certificate = u"/etc/letsencrypt/live/relay.test/fullchain.pem"_s;
        QVERIFY(remarked(goodProfile(), seen).join(u' ').contains(u"renewed by a tool"));
    }

    void remarksDoNotRefuse()
    {
        Surroundings seen = good();
        seen.checkout.release = u"1.13.0"_s;
        seen.newHost.addresses.v6.clear();
        seen.relay.queued = 5000;
        seen.prospects->unnamed = {u"198.51.100.20"_s, u"2001:db8::20"_s};
        seen.prospects->blockedPort25 = {u"2001:db8::10"_s};
        seen.prospects->ports.untried = {u"2001:db8::20"_s};
        seen.prospects->oldMemory = 2'000'000'000;
        seen.prospects->newMemory = 1'000'000'000;
        QCOMPARE(remarked(goodProfile(), seen).size(), 8);
        for (const Remark &remark : remarks(goodProfile(), seen))
            QVERIFY2(!remark.wayOut.isEmpty(), qPrintable(remark.what));
        QVERIFY(objections(goodProfile(), {}, seen).isEmpty());
    }
};

QTEST_APPLESS_MAIN(JudgedTest)
#include "tst_judged.moc"
