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
        relay.version = onOld;
        relay.ini = checkout.ini = "[params]\nmail_domain = relay.test\n";
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
        choice.checkout.ini += "max_mailbox_size = 100M\n";
        choice.answer(u"checkout"_s);
        QVERIFY(!choice.settle());
        QVERIFY(questionText(choice.m.asked.first())
                    .contains(u"max_mailbox_size: not set on OLD, 100M here"_s));
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
