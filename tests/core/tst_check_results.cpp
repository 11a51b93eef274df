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
            PreflightSnapshot seen = good();
            change(profile, facts, seen);
            QStringList open;
            for (const CheckResult &each : checkResults(profile, facts, seen)) {
                if (!each.blockers)
                    open << each.what;
            }
            return open.join(u'\n');
        };
        QCOMPARE(notLookedAt([](Profile &, Facts &, PreflightSnapshot &) {}), QString());
        const QString trials = u"ports, mail to others, clocks and certificate look fine"_s;
        QCOMPARE(notLookedAt([](Profile &, Facts &, PreflightSnapshot &s) { s.trials.reset(); }),
                 trials);
        QCOMPARE(notLookedAt([](Profile &, Facts &, PreflightSnapshot &s) {
                     s.relay = {};
                     s.checkout = {};
                     s.trials.reset();
                 }),
                 (QStringList{u"OLD serves mail"_s, u"OLD's mailboxes are all there"_s,
                              u"OLD's disks can be written"_s,
                              u"a checkout of chatmail/relay is there"_s,
                              u"chatmail.ini here is not another relay's"_s,
                              u"the relay's web pages are on this computer"_s,
                              u"the mailboxes fit on NEW"_s, trials}
                      .join(u'\n')));
        // Of a foreign system nothing but its name is known.
        const QString open = notLookedAt([](Profile &, Facts &, PreflightSnapshot &s) {
            s.newHost = foreign(u"alpine"_s);
            s.target = {};
            s.trials.reset();
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
        const auto rows = [&] { return checkResults(profile, {}, good()).size(); };
        const qsizetype all = rows();
        profile.oldIsFailing = true; // OLD need not serve
        QCOMPARE(rows(), all - 1);
        profile.dns.method = DnsMethod::Rfc2136; // a key is read
        QCOMPARE(rows(), all);
    }

    void twoForeignSystemsAreNotOneMachine()
    {
        PreflightSnapshot seen = good();
        seen.oldHost = seen.newHost = foreign({});
        seen.relay = {};
        QStringList all;
        for (const Blocker &blocker : blockers(goodProfile(), {}, seen))
            all << blocker.what;
        QCOMPARE(all, (QStringList{u"OLD is not Debian 12 but another system."_s,
                                   u"NEW is not Debian 12 but another system."_s}));
    }

    // Whoever reads a way out at night copies it into a terminal.
    void waysOutAreCommands()
    {
        const auto remedy = [](const Change &change) {
            Profile profile = goodProfile();
            PreflightSnapshot seen = good();
            Facts facts;
            change(profile, facts, seen);
            const QList<Blocker> found = blockers(profile, facts, seen);
            return found.size() == 1 ? found.first().remedy : QString::number(found.size());
        };
        QCOMPARE(
            remedy([](Profile &, Facts &, PreflightSnapshot &s) {
                s.checkout.missingPrograms = {u"rsync"_s, u"ssh"_s, u"ssh-keygen"_s, u"nsupdate"_s};
            }),
            u"Install on this computer: sudo apt install rsync openssh-client bind9-dnsutils"_s);
        QCOMPARE(remedy([](Profile &, Facts &, PreflightSnapshot &s) {
                     s.oldHost.missingPrograms << u"rsync"_s;
                 }),
                 u"Install it there: ssh -t root@198.51.100.10 apt install rsync"_s);
        QCOMPARE(remedy([](Profile &, Facts &, PreflightSnapshot &s) {
                     s.checkout.hasEnvironment = false;
                 }),
                 u"Make it on this computer: cd /srv/relay && scripts/initenv.sh"_s);
    }

    // What can be read is saved, although the relay neither serves nor can be written.
    void aFailingDiskIsNoHindranceOnceItIsSaid()
    {
        PreflightSnapshot seen = good();
        seen.relay.readOnly = {u"/etc"_s, u"/var/spool/postfix"_s};
        seen.relay.systemd.active.clear();
        QVERIFY(!blockers(goodProfile(), {}, seen).isEmpty());
        Profile profile = goodProfile();
        profile.oldIsFailing = true;
        QVERIFY(blockers(profile, {}, seen).isEmpty());
        QVERIFY(advised(profile, seen).join(u' ').contains(u"OLD can't be written (/etc, "));
    }

    void aToolThatRenewsIsNotMovedAndThatIsSaid()
    {
        PreflightSnapshot seen = good();
        QVERIFY(!advised(goodProfile(), seen).join(u' ').contains(u"renewed by a tool"));
        seen.relay.config->tls = TlsMode::External;
        seen.relay.config->certificate = u"/etc/letsencrypt/live/relay.test/fullchain.pem"_s;
        QVERIFY(advised(goodProfile(), seen).join(u' ').contains(u"renewed by a tool"));
    }

    void advisoriesDoNotRefuse()
    {
        PreflightSnapshot seen = good();
        seen.checkout.release = u"1.13.0"_s;
        seen.newHost.addresses.v6.clear();
        seen.relay.queued = 5000;
        seen.trials->unnamed = {u"198.51.100.20"_s, u"2001:db8::20"_s};
        seen.trials->blockedPort25 = {u"2001:db8::10"_s};
        seen.trials->ports.untried = {u"2001:db8::20"_s};
        seen.trials->oldMemory = 2'000'000'000;
        seen.trials->newMemory = 1'000'000'000;
        QCOMPARE(advised(goodProfile(), seen).size(), 8);
        for (const Advisory &advisory : advisories(goodProfile(), seen))
            QVERIFY2(!advisory.remedy.isEmpty(), qPrintable(advisory.what));
        QVERIFY(blockers(goodProfile(), {}, seen).isEmpty());
    }
};

QTEST_APPLESS_MAIN(JudgedTest)
#include "tst_check_results.moc"
