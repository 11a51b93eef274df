#include "core/relay/release.h"

#include "core/base/failure.h"
#include "tests/fakes/fake_migration.h"

#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

const QString onOld = u"aaaaaaaa11111111"_s, here = u"bbbbbbbb22222222"_s;

struct Choice
{
    Choice()
    {
        m.profile.checkout = u"/srv/relay"_s;
        m.profile.oldHost = u"root@198.51.100.10"_s;
        relay.version = onOld;
        relay.ini = "[params]\nmail_domain = relay.test\n";
        relay.config = parseRelayConfig(relay.ini);
        has(relay.ini);
        checkout.commit = here;
        for (Host *host : {&m.source, &m.target})
            host->allowOnly({});
        QStringList shapes;
        for (const Planned &planned : releasePlan())
            shapes << planned.command.shape();
        m.admin.allowOnly(shapes);
        m.onAdmin->on(QString(), "");
        m.onAdmin->on(u"rev-parse"_s,
                      FakeTransport::Answer{.out = "", .exitCode = 128, .err = "no such folder"});
    }

    // This computer's chatmail.ini.
    void has(const QByteArray &ini)
    {
        checkout.ini = ini;
        checkout.config = parseRelayConfig(ini);
    }

    // Whatever is asked.
    void answer(const QString &option)
    {
        m.control.setAnswerSource([this, option](const Question &question) {
            m.asked << question;
            return std::optional(option);
        });
    }

    std::optional<QString> settle() { return settleRelease(m.context, relay, checkout); }

    FakeMigration m;
    RelaySeen relay;
    CheckoutSeen checkout;
};

} // namespace

class ReleaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameReleaseIsNoQuestion()
    {
        Choice choice;
        choice.relay.version = here;
        QVERIFY(!choice.settle());
        QVERIFY(choice.m.asked.isEmpty());
        QVERIFY(choice.m.ran.isEmpty());
    }

    void whatOldRunsComesIntoAFolderBesideTheCheckout()
    {
        Choice choice;
        QCOMPARE(choice.settle(), u"/srv/relay-aaaaaaaa"_s); // silence means this
        QCOMPARE(choice.m.asked.size(), 1);
        QVERIFY(choice.m.asked.first().arguments.contains(u"bbbbbbbb"_s));
        const qsizetype worktree =
            choice.m.placeOf(u"worktree add --detach /srv/relay-aaaaaaaa aaaaaaaa11111111"_s);
        const qsizetype environment = choice.m.placeOf(u"initenv.sh"_s);
        QVERIFY(worktree >= 0);
        QVERIFY(environment > worktree);
        const auto &runs = choice.m.onAdmin->executions();
        QVERIFY(std::ranges::any_of(runs, [&](const auto &run) {
            return run.input == choice.relay.ini &&
                   run.arguments.last() == u"/srv/relay-aaaaaaaa/chatmail.ini";
        }));
    }

    void whatTheCheckoutHasIsAgreedToOnce()
    {
        Choice choice;
        choice.answer(u"checkout"_s);
        QVERIFY(!choice.settle());
        QVERIFY(!choice.settle());
        QCOMPARE(choice.m.asked.size(), 1);
        QVERIFY(choice.m.placeOf(u"worktree add"_s) < 0);
        choice.checkout.commit = u"cccccccc33333333"_s; // pulled since
        QVERIFY(!choice.settle());
        QCOMPARE(choice.m.asked.size(), 2);
    }

    void stoppingIsCancelling()
    {
        Choice choice;
        choice.answer(u"stop"_s);
        QVERIFY_THROWS_EXCEPTION(Cancelled, choice.settle());
    }

    void aReleaseThatNobodyHasIsNotOffered()
    {
        Choice choice;
        choice.m.onAdmin->on(u"cat-file"_s,
                             FakeTransport::Answer{.out = "", .exitCode = 128, .err = ""});
        QVERIFY_THROWS_EXCEPTION(Cancelled, choice.settle()); // silence: stop
        QVERIFY(choice.m.placeOf(u"fetch"_s) >= 0);
        QVERIFY(!choice.m.asked.first().options.contains(u"deployed"_s));
    }

    void configurationsAreComparedByValue()
    {
        QVERIFY(iniDifferences("[params]\na = 1\n# b = 2\n", "[params]\n\na=1\n").isEmpty());
        QCOMPARE(iniDifferences("a = 1\nc = 3\n", "a = 2\n"),
                 (QStringList{u"a: 1 on OLD, 2 here"_s, u"c: 3 on OLD, not set here"_s}));
        Choice choice;
        choice.relay.version = here;
        choice.has(choice.relay.ini + "max_mailbox_size = 100M\n");
        choice.answer(u"checkout"_s);
        QVERIFY(!choice.settle());
        QVERIFY(questionText(choice.m.asked.first())
                    .contains(u"max_mailbox_size: not set on OLD, 100M here"_s));
    }

    void whatCantServeOldsMailIsNotOffered_data()
    {
        QTest::addColumn<QByteArray>("ini");
        QTest::addColumn<QString>("word"); // in the question
        const QByteArray relay = "[params]\nmail_domain = relay.test\n";
        QTest::newRow("mailboxes") << relay + "mailboxes_dir = /data\n"
                                   << u"mailboxes_dir: not set on OLD, /data here"_s;
        QTest::newRow("certificates") << relay + "tls_external_cert_and_key = /a/c.pem /a/k.pem\n"
                                      << u"tls_external_cert_and_key: not set on OLD"_s;
        QTest::newRow("none") << QByteArray() << u"/srv/relay/chatmail.ini is not there"_s;
        QTest::newRow("nonsense") << QByteArray("[params]\n") << u"can't be used: it has no"_s;
    }

    void whatCantServeOldsMailIsNotOffered()
    {
        QFETCH(QByteArray, ini);
        QFETCH(QString, word);
        Choice choice;
        choice.relay.version = here; // the same release
        choice.has(ini);
        choice.m.facts.agreedRelease = u"preflight/release/something"_s;
        QCOMPARE(choice.settle(), u"/srv/relay-bbbbbbbb"_s);
        QCOMPARE(choice.m.asked.size(), 1);
        const Question asked = choice.m.asked.first();
        QCOMPARE(asked.options, (QStringList{u"deployed"_s, u"stop"_s}));
        QVERIFY2(questionText(asked).contains(word), qPrintable(questionText(asked)));
        QVERIFY(questionText(asked).contains(u"can't be used for NEW"));
    }

    void pagesElsewhereAreNoReason()
    {
        Choice choice;
        choice.relay.version = here;
        choice.has(choice.relay.ini + "www_folder = /root/www\n");
        choice.settle();
        QCOMPARE(choice.m.asked.first().options,
                 (QStringList{u"deployed"_s, u"checkout"_s, u"stop"_s}));
    }

    void whereNothingIsLeftToChooseThereIsAWayOut()
    {
        Choice choice;
        choice.relay.version.clear();
        choice.has(choice.relay.ini + "mailboxes_dir = /data\n");
        try {
            choice.settle();
            QFAIL("went on");
        } catch (const Failure &failure) {
            QCOMPARE(failure.kind, FailureKind::Refused);
            QVERIFY(failure.arguments.first().contains(u"/data here"));
            QVERIFY(failure.arguments.last().endsWith(
                u": cp /srv/relay/chatmail.ini /srv/relay/chatmail.ini.mine && scp "
                "root@198.51.100.10:/usr/local/lib/chatmaild/chatmail.ini "
                "/srv/relay/chatmail.ini"_s));
        }
        QVERIFY(choice.m.asked.isEmpty());
    }

    void aReleaseNewerThanTriedIsRemarkedOn()
    {
        CheckoutSeen checkout;
        QVERIFY(remarksOnRelease(checkout).isEmpty());
        checkout.release = u"1.12.0"_s;
        QVERIFY(remarksOnRelease(checkout).isEmpty());
        checkout.release = u"1.13.0"_s;
        QVERIFY(remarksOnRelease(checkout).first().contains(u"1.13.0"_s));
    }
};

QTEST_GUILESS_MAIN(ReleaseTest)
#include "tst_release.moc"
