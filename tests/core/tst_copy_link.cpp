#include "core/base/failure.h"
#include "core/copy/copy_link.h"
#include "core/copy/mail_queue.h"
#include "core/copy/mailbox_pass.h"
#include "core/host/script.h"
#include "core/relay/state_paths.h"
#include "core/steps/sync.h"
#include "tests/fakes/fake_migration.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

void prepare(FakeMigration &m)
{
    m.profile.domain = u"relay.test"_s;
    m.facts.relay.mailboxesDir = u"/home/vmail/mail/relay.test"_s;
    m.facts.addresses.oldV4 = u"198.51.100.10"_s;
    m.facts.addresses.oldV6 = u"2001:db8::10"_s;
    m.facts.addresses.link = u"198.51.100.10"_s;
    for (const auto &transport : {m.onOld, m.onNew, m.onAdmin})
        transport->on(QString(), "");
    m.allow(*makeSync());
}

// What NEW's gate is said by rsync's client of this machine.
QString saidToNew(const QStringList &words, const QString &there)
{
    const QTemporaryDir top;
    QFile shell(top.filePath(u"ssh"_s));
    if (!shell.open(QIODevice::WriteOnly))
        return {};
    shell.write("#!/bin/sh\nwhile [ \"$1\" != rsync ]; do shift; done\necho \"$*\" >\"$0.said\"\n");
    shell.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    shell.close();
    QProcess process;
    process.setWorkingDirectory(there);
    process.start(u"rsync"_s, QStringList{u"-e"_s, shell.fileName()} + words);
    process.waitForFinished();
    QFile said(shell.fileName() + u".said"_s);
    return said.open(QIODevice::ReadOnly) ? QString::fromUtf8(said.readAll()).trimmed() : QString();
}

bool gateTakes(const QString &asked)
{
    static const QRegularExpression list(u"\ncopies='([^']+)'"_s);
    const QStringList copies =
        list.match(QString::fromUtf8(script("gate.sh"_L1))).captured(1).split(u'\n');
    return std::ranges::any_of(copies, [&](const QString &copy) {
        const QRegularExpression whole(
            QRegularExpression::anchoredPattern(u"rsync --server "_s + copy));
        return whole.match(asked).hasMatch();
    });
}

std::optional<Failure> failureOf(FakeMigration &m)
{
    try {
        openLink(m.context);
    } catch (const Failure &failure) {
        return failure;
    }
    return {};
}

} // namespace

class CopyLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKeyLeadsToTheGateFromOldsAddressesOnly()
    {
        FakeMigration m;
        prepare(m);
        m.onOld->on(u"/run/relaymove/link -O check root"_s,
                    FakeTransport::Answer{.out = {}, .exitCode = 255, .err = {}});
        QVERIFY(!failureOf(m));
        QByteArray line;
        for (const Execution &execution : m.onNew->executions()) {
            if (execution.arguments.contains(u"admit"_s))
                line = execution.input;
        }
        const QByteArray begin = "restrict,from=\"198.51.100.10,2001:db8::10\",expiry-time=\"";
        QVERIFY2(line.startsWith(begin), line.constData());
        QVERIFY(line.contains("command=\"/etc/relaymove/gate " + m.profile.id.toUtf8() + "\" "));
        QVERIFY(m.placeOf(u"/etc/relaymove/gate"_s) < m.placeOf(u"admit"_s));
    }

    void whereOldSaysThatItComesFromIsAnAddress_data()
    {
        QTest::addColumn<QString>("said");
        QTest::newRow("any") << u"*"_s;
        QTest::newRow("a network") << u"10.0.0.0/8"_s;
        QTest::newRow("all others") << u"!10.0.0.1"_s;
        QTest::newRow("a list") << u"10.0.0.1,*"_s;
        QTest::newRow("a key") << u"10.0.0.1\" ssh-ed25519 AAAA"_s;
        QTest::newRow("a line") << u"10.0.0.1\nssh-ed25519 AAAA"_s;
        QTest::newRow("a name") << u"old.example.org"_s;
        QTest::newRow("of a link") << u"fe80::1%eth0"_s;
    }
    void whereOldSaysThatItComesFromIsAnAddress()
    {
        QFETCH(QString, said);
        FakeMigration m;
        prepare(m);
        m.facts.addresses.link = said;
        QVERIFY(failureOf(m)->is<failure::Refused>());
        QVERIFY(m.placeOf(u"admit"_s) < 0);
    }

    void aKeyThatNewCanNotAdmitIsARefusalInItsWords()
    {
        FakeMigration m;
        prepare(m);
        m.onNew->on(u"admit"_s, FakeTransport::Answer{.out = {},
                                                      .exitCode = 96,
                                                      .err = "authorized_keys: not permitted\n"});
        const auto failure = failureOf(m);
        QVERIFY(failure && failure->is<failure::Refused>());
        QVERIFY(failure->as<failure::Refused>()->what.contains(u"authorized_keys: not permitted"));
    }

    void aLinkThatIsUpLastsAnew()
    {
        FakeMigration m;
        prepare(m);
        QVERIFY(!failureOf(m));
        QVERIFY(m.placeOf(u"admit"_s) >= 0);
        QVERIFY(m.placeOf(u"systemd-run"_s) < 0);
    }

    void newForgetsTheKeyAlsoWhereOldDoesNotAnswer()
    {
        FakeMigration m;
        prepare(m);
        m.onOld->on(u"systemctl stop"_s,
                    FakeTransport::Answer{.out = {}, .exitCode = 9, .err = {}});
        m.source.allowOnly(permitsFor(Role::Old, closeLinkPlan()));
        m.target.allowOnly(permitsFor(Role::New, closeLinkPlan()));
        QVERIFY_THROWS_EXCEPTION(Failure, closeLink(m.context));
        QVERIFY(m.placeOf(u"link-key.sh drop "_s + m.profile.id) >= 0);
    }

    // OLD says which of its switches are gone, and NEW takes that from its own disk.
    void whatOldSaysIsGoneIsASwitchOrNothing()
    {
        FakeMigration m;
        prepare(m);
        m.onOld->on(u"which-are-gone"_s, "/etc/shadow\n/etc/chatmail-nocreate\n");
        copyState(m.context, {u"/etc/dkimkeys"_s});
        const qsizetype put = m.placeOf(u"put-by"_s);
        QVERIFY(put >= 0);
        QVERIFY(m.ran.at(put).endsWith(u"put-by /etc/chatmail-nocreate"));
    }

    void whatNewDoesNotTakeEndsTheMoveWithAReason()
    {
        FakeMigration m;
        prepare(m);
        m.onNew->on(u"place-state"_s,
                    FakeTransport::Answer{
                        .out = {}, .exitCode = 96, .err = "/etc/cron.d/x: no place for it\n"});
        try {
            copyState(m.context, {u"/etc/cron.d/x"_s});
            QFAIL("taken");
        } catch (const Failure &failure) {
            QVERIFY(failure.is<failure::Refused>());
            QVERIFY(failure.as<failure::Refused>()->what.contains(u"/etc/cron.d/x"));
        }
    }

    // NEW's gate knows the words of each copy that a step runs.
    void theGateTakesEveryCopy()
    {
        QTemporaryDir top;
        const QString here = top.filePath(u"here"_s);
        QVERIFY(QDir(top.path()).mkpath(here));
        int copies = 0;
        for (const Plan &plan : {livePassPlan(), lastPassPlan(), rescuePlan(), queuePlan(),
                                 stateCopyPlan({Disk::Sound, Disk::Failing})}) {
            for (const Action &planned : plan) {
                if (!planned.command.line().contains(u" relaymove-new:") &&
                    !planned.command.line().contains(u"root@relaymove-new:"))
                    continue;
                const QStringList words = planned.command.with("mailboxes", here)
                                              .with("rules", u"/dev/null"_s)
                                              .with("paths", QStringList{here})
                                              .with("queue", here)
                                              .with("queue-folders", QStringList{here})
                                              .arguments();
                const QStringList own = words.mid(words.lastIndexOf(u"-e"_s) + 2);
                const QString asked = saidToNew(own, top.path());
                QVERIFY2(gateTakes(asked), qPrintable(own.join(u' ') + u": "_s + asked));
                ++copies;
            }
        }
        QVERIFY(copies > 10);
        QVERIFY(!gateTakes(saidToNew({u"-a"_s, here, u"root@x:/mailboxes/"_s}, top.path())));
    }
};

QTEST_GUILESS_MAIN(CopyLinkTest)
#include "tst_copy_link.moc"
