#include "core/base/failure.h"
#include "core/engine/question_text.h"
#include "core/migration/event_json.h"
#include "core/preflight/release.h"
#include "tests/fakes/fake_migration.h"

#include <QCryptographicHash>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

using question::ChooseRelease;
using enum ChooseRelease::Choice;

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
        m.allow(releasePlan());
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
    void answer(const ChooseRelease::Answer &given)
    {
        m.control.setAnswerSource([this, given](const Question &question) {
            m.asked << question;
            return std::optional<AnyAnswer>(given);
        });
    }

    const ChooseRelease &first() const { return std::get<ChooseRelease>(m.asked.first().what); }
    QStringList offered() const
    {
        QStringList words;
        for (const AnyAnswer &each : relaymove::offered(m.asked.last().what))
            words << answerWord(each);
        return words;
    }

    std::optional<QString> settle() { return settleRelease(m.context, relay, checkout); }

    FakeMigration m;
    RelaySnapshot relay;
    CheckoutSnapshot checkout;
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
        QCOMPARE(choice.first().here, u"bbbbbbbb"_s);
        const qsizetype worktree =
            choice.m.placeOf(u"worktree add --detach /srv/relay-aaaaaaaa aaaaaaaa11111111"_s);
        const qsizetype environment = choice.m.placeOf(u"initenv.sh"_s);
        QVERIFY(worktree >= 0);
        QVERIFY(environment > worktree);
        const auto &runs = choice.m.onAdmin->executions();
        QVERIFY(std::ranges::any_of(runs, [&](const auto &run) {
            return contentOf(run) == choice.relay.ini &&
                   run.arguments.last() == u"/srv/relay-aaaaaaaa/chatmail.ini";
        }));
    }

    void whatTheCheckoutHasIsAgreedToOnce()
    {
        Choice choice;
        choice.answer({Checkout});
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
        choice.answer({Stop});
        QVERIFY_THROWS_EXCEPTION(Cancelled, choice.settle());
    }

    // Its cmdeploy would let NEW serve at once: twenty minutes later it would be refused.
    void aReleaseWithoutStagesIsNotOffered()
    {
        Choice choice;
        choice.m.onAdmin->on(u"git -C /srv/relay grep -q CMDEPLOY_STAGES aaaaaaaa11111111"_s,
                             FakeTransport::Answer{.out = "", .exitCode = 1, .err = ""});
        QVERIFY_THROWS_EXCEPTION(Cancelled, choice.settle()); // silence: stop
        QCOMPARE(choice.offered(), (QStringList{u"checkout"_s, u"stop"_s}));
        QVERIFY(questionText(choice.m.asked.first()).contains(u"older than release 1.8.0"));
        QVERIFY(choice.m.placeOf(u"worktree add"_s) < 0);
    }

    void whatIsNotKnownIsNotTheSame()
    {
        Choice choice;
        choice.relay.version.clear();
        choice.answer({Checkout});
        QVERIFY(!choice.settle());
        QVERIFY(questionText(choice.m.asked.first()).contains(u"OLD runs an unknown release"));
        choice.relay.version = here;
        choice.checkout.commit.clear();
        QVERIFY(!choice.settle());
        QVERIFY(questionText(choice.m.asked.last()).contains(u"is at an unknown release"));
        choice.relay.version.clear();
        QVERIFY(!choice.settle());
        QVERIFY(questionText(choice.m.asked.last()).contains(u"OLD runs an unknown release"));
        QCOMPARE(choice.m.asked.size(), 3);
    }

    // Local patches, which cmdeploy writes below the commit.
    void whatWasNotCommittedIsNotLost()
    {
        const auto patch = [](const QByteArray &file, const QByteArray &index) {
            return "diff --git a/" + file + " b/" + file + "\nindex " + index + "\n--- a/" + file +
                   "\n+++ b/" + file + "\n@@ -1 +1 @@\n-a\n+b\n";
        };
        Choice choice;
        choice.relay.version = here;
        choice.relay.patch = patch("www/index.md", "1..2 100644");
        QVERIFY_THROWS_EXCEPTION(Cancelled, choice.settle()); // silence takes nothing over
        QVERIFY(choice.m.placeOf(u"worktree add"_s) < 0);
        choice.answer({Deployed, choice.first().changes});
        QCOMPARE(choice.settle(), u"/srv/relay-bbbbbbbb"_s);
        const QString text = questionText(choice.m.asked.first());
        QVERIFY2(text.contains(u"in: www/index.md."), qPrintable(text));
        const auto &runs = choice.m.onAdmin->executions();
        QVERIFY(std::ranges::any_of(runs, [&](const auto &run) {
            return run.input == choice.relay.patch && run.arguments.contains(u"apply"_s);
        }));
        // Here are other ones: also another question.
        choice.checkout.patch = patch("cmdeploy/a.py", "1..2 100644");
        choice.answer({Checkout});
        QVERIFY(!choice.settle());
        QVERIFY(questionText(choice.m.asked.last()).contains(u"in: cmdeploy/a.py, www/index.md."));
        QVERIFY(choice.m.asked.first().id != choice.m.asked.last().id);
        // The same, although another git wrote it.
        choice.m.asked.clear();
        choice.checkout.patch = patch("www/index.md", "11111..22222 100644");
        QVERIFY(!choice.settle());
        QVERIFY(choice.m.asked.isEmpty());
    }

    // They become a part of the program that runs here.
    void oldsChangesAreReadInFullBeforeTheyAreTaken()
    {
        const QByteArray patch =
            "diff --git a/cmdeploy/a.py b/cmdeploy/a.py\n--- a/cmdeploy/a.py\n"
            "+++ b/cmdeploy/a.py\n@@ -1 +1 @@\n-a\n+import os\x1b[1A\x1b[2K\n" +
            QByteArray("+b\n").repeated(5000) + "+the last line\n";
        Choice choice;
        choice.relay.version = here;
        choice.relay.patch = patch;
        QVERIFY_THROWS_EXCEPTION(Cancelled, choice.settle());
        const Question asked = choice.m.asked.first();
        const QString sum = QString::fromLatin1(
            QCryptographicHash::hash(patch, QCryptographicHash::Sha256).toHex());
        QCOMPARE(choice.offered(), (QStringList{u"deployed:"_s + sum, u"checkout"_s, u"stop"_s}));
        QCOMPARE(answerWord(silence(asked.what)), u"stop"_s);
        const QString file = toRead(asked.what);
        QVERIFY(file.startsWith(choice.m.folder.path()));
        QVERIFY(questionText(asked).contains(file));
        const QString reading = readingText(file);
        QVERIFY(reading.contains(u"+import os\\u001b[1A\\u001b[2K\n+b\n"_s));
        QVERIFY(reading.endsWith(u"+b\n+the last line\n"));
        QCOMPARE(reading.count(u'\n'), patch.count('\n'));
        // It is asked again by another run, from its journal.
        const auto again = eventFromJson(toJson({{}, event::QuestionAsked{asked}}));
        QCOMPARE(std::get<event::QuestionAsked>(again->event).question, asked);
        // An agreement is one to these.
        choice.relay.patch.replace("import os", "import re");
        choice.answer({Deployed});
        QVERIFY_THROWS_EXCEPTION(Cancelled, choice.settle());
        QVERIFY(choice.m.placeOf(u" apply "_s) < 0);
        QVERIFY(!choice.offered().contains(u"deployed:"_s + sum));
        choice.answer({Deployed, sum});
        QVERIFY_THROWS_EXCEPTION(Cancelled, choice.settle());
        QVERIFY(choice.m.placeOf(u" apply "_s) < 0);
    }

    // A server gives a commit of anybody's copy, asked for it by its name.
    void onlyWhatOriginHasOnABranchIsFetched()
    {
        Choice choice;
        choice.m.onAdmin->on(u"cat-file"_s,
                             FakeTransport::Answer{.out = "", .exitCode = 128, .err = ""});
        QVERIFY_THROWS_EXCEPTION(Cancelled, choice.settle());
        const QString fetch = choice.m.ran.at(choice.m.placeOf(u" fetch "_s));
        QVERIFY2(!fetch.contains(onOld), qPrintable(fetch));
    }

    void changesThatCantBeAppliedAreNotLeftOut()
    {
        Choice choice;
        choice.m.control.setAnswerSource(
            [](const Question &question) { return offered(question.what).first(); });
        choice.relay.patch = "diff --git a/x b/x\nBinary files a/x and b/x differ\n";
        choice.m.onAdmin->on(u" apply "_s,
                             FakeTransport::Answer{.out = "", .exitCode = 1, .err = "no"});
        QVERIFY_THROWS_EXCEPTION(Failure, choice.settle());
        QVERIFY(choice.m.placeOf(u"initenv.sh"_s) < 0);
    }

    void aReleaseThatNobodyHasIsNotOffered()
    {
        Choice choice;
        choice.m.onAdmin->on(u"cat-file"_s,
                             FakeTransport::Answer{.out = "", .exitCode = 128, .err = ""});
        QVERIFY_THROWS_EXCEPTION(Cancelled, choice.settle()); // silence: stop
        QVERIFY(choice.m.placeOf(u"fetch"_s) >= 0);
        QVERIFY(!choice.first().offersDeployed);
    }

    void configurationsAreComparedByValue()
    {
        QVERIFY(iniDifferences("[params]\na = 1\n# b = 2\n", "[params]\n\na=1\n").isEmpty());
        QCOMPARE(iniDifferences("[params]\na = 1\nc = 3\n", "[params]\na = 2\n"),
                 (QStringList{u"a: 1 on OLD, 2 here"_s, u"c: 3 on OLD, not set here"_s}));
        QCOMPARE(iniDifferences("[params]\na = 1\n  2\n", "[params]\na = 1\n  3\n"),
                 QStringList{u"a: 1 2 on OLD, 1 3 here"_s}); // configparser's long values
        Choice choice;
        choice.relay.version = here;
        choice.has(choice.relay.ini + "max_mailbox_size = 100M\n");
        choice.answer({Checkout});
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
        choice.m.facts.relay.agreedRelease = u"preflight/release/something"_s;
        QCOMPARE(choice.settle(), u"/srv/relay-bbbbbbbb"_s);
        QCOMPARE(choice.m.asked.size(), 1);
        const Question asked = choice.m.asked.first();
        QCOMPARE(choice.offered(), (QStringList{u"deployed"_s, u"stop"_s}));
        QVERIFY2(questionText(asked).contains(word), qPrintable(questionText(asked)));
        QVERIFY(questionText(asked).contains(u"can't be used for NEW"));
    }

    void pagesElsewhereAreNoReason()
    {
        Choice choice;
        choice.relay.version = here;
        choice.has(choice.relay.ini + "www_folder = /root/www\n");
        choice.settle();
        QCOMPARE(choice.offered(), (QStringList{u"deployed"_s, u"checkout"_s, u"stop"_s}));
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
            QVERIFY(failure.is<failure::Refused>());
            QVERIFY(failure.as<failure::Refused>()->what.contains(u"/data here"));
            QVERIFY(failure.as<failure::Refused>()->remedy.endsWith(
                u": cp /srv/relay/chatmail.ini /srv/relay/chatmail.ini.mine && scp "
                "root@198.51.100.10:/usr/local/lib/chatmaild/chatmail.ini "
                "/srv/relay/chatmail.ini"_s));
        }
        QVERIFY(choice.m.asked.isEmpty());
    }

    void aReleaseNewerThanTriedIsRemarkedOn()
    {
        const auto remarked = [](const QString &described) {
            Profile profile = Profile::fresh();
            profile.checkout = u"/srv/relay"_s;
            CheckoutSnapshot checkout;
            checkout.release = described;
            const QList<Advisory> found = advisoriesOnRelease(profile, checkout);
            return found.isEmpty() ? QString() : found.first().what + found.first().remedy;
        };
        for (const QString &tried : {u"1.12.0"_s, u"v1.9.0"_s})
            QCOMPARE(remarked(tried), QString());
        QVERIFY(remarked(u"1.13.0"_s).startsWith(u"Your checkout is release 1.13.0"));
        QVERIFY(remarked(u"v1.13.0-4-g0123abcd"_s).startsWith(u"Your checkout is release 1.13.0"));
        // A pull from an address brings no tags: 1.7.0 is what it was cloned at.
        QVERIFY(remarked(u"1.7.0-523-g0123abcd"_s).contains(u"523 commits since release 1.7.0"));
        QVERIFY(remarked(QString()).startsWith(u"It is not known which release"));
        QVERIFY(remarked(QString()).endsWith(
            u": git -C /srv/relay fetch --tags https://github.com/chatmail/relay"_s));
    }
};

QTEST_GUILESS_MAIN(ReleaseTest)
#include "tst_release.moc"
