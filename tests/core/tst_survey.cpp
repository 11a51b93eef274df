#include "core/base/failure.h"
#include "core/migration/run_control.h"
#include "core/preflight/survey.h"
#include "core/profiles/profile.h"
#include "tests/fakes/fake_transport.h"

#include <QDir>
#include <QProcess>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

struct Machine
{
    explicit Machine(Role role) : host(role, transport, control)
    {
        host.allowOnly(permitsFor(role, surveyPlan()));
    }
    RunControl control;
    std::shared_ptr<FakeTransport> transport = std::make_shared<FakeTransport>();
    Host host;
};

void write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

class LookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHost()
    {
        Machine machine(Role::New);
        FakeTransport &t = *machine.transport;
        t.on(u"echo"_s, "Welcome!\nrelaymove-is-in\n");
        t.on(u"os-release"_s,
             "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n");
        t.on(u"machine-id"_s, "abc\ndef\n");
        t.on(u"ip -j addr"_s,
             R"([{"addr_info":[{"family":"inet","local":"198.51.100.20","scope":"global"}]}])");
        t.on(u"SSH_CONNECTION"_s, "198.51.100.2 40000 198.51.100.20 22");
        t.on(u"missing-programs"_s, "nft\n");
        const HostSnapshot seen = surveyHost(machine.host);
        QCOMPARE(seen.system, u"debian 12"_s);
        QCOMPARE(seen.addresses.v4, QStringList{u"198.51.100.20"_s});
        QCOMPARE(seen.connection.client, u"198.51.100.2"_s);
        QCOMPARE(seen.missingPrograms, QStringList{u"nft"_s});
        QVERIFY(t.lines().last().endsWith(u"missing-programs rsync python3 nft"));
    }

    // cloud-init's, on images of many providers.
    void rootThatMayOnlyReadASentence()
    {
        for (const int exitCode : {142, 0}) {
            Machine machine(Role::New);
            machine.transport->on(
                u"echo"_s, {.out = "Please login as the user \"debian\" rather than \"root\".\n\n",
                            .exitCode = exitCode,
                            .err = ""});
            try {
                surveyHost(machine.host);
                QFAIL("let in");
            } catch (const Failure &failure) {
                QVERIFY(failure.is<failure::NotAuthorised>());
                const Explanation said = explain(failure);
                QCOMPARE(said.happened,
                         u"NEW knows this computer's key, but runs no command of root's. It says: "
                         "Please login as the user \"debian\" rather than \"root\"."_s);
                QVERIFY(said.next.contains(u"/root/.ssh/authorized_keys"_s));
            }
        }
    }

    // It need have none of the programs that tell the rest.
    void aForeignSystemIsAskedForItsName()
    {
        Machine machine(Role::New);
        machine.transport->on(u"echo"_s, "relaymove-is-in\n");
        machine.transport->on(u"id -u"_s, "0\n");
        machine.transport->on(u"os-release"_s, "ID=alpine\nVERSION_ID=3.20\n");
        QCOMPARE(surveyHost(machine.host).system, u"alpine 3.20"_s);
        QVERIFY(!surveyHost(machine.host).isKnown());
        machine.transport->on(u"os-release"_s, {.out = "", .exitCode = 1, .err = "no such file"});
        QCOMPARE(surveyHost(machine.host).system, QString());
    }

    void aRelay()
    {
        Machine machine(Role::Old);
        FakeTransport &t = *machine.transport;
        t.on(u"chatmail.ini"_s, "[params]\nmail_domain = relay.test\n");
        t.on(u"chatmail-version"_s, "0123abcd\ndiff --git a/x b/x\n");
        t.on(u"list-units"_s, "dovecot.service loaded active running Dovecot\nssh.service   loaded "
                              "active running x\n");
        t.on(u"list-unit-files"_s, "dovecot.service enabled enabled\n");
        t.on(u"find /etc/systemd/system"_s, "doveauth.service\nnewthing.service\n");
        t.on(u"grep -lsrE"_s, "/etc/systemd/system/newthing.service\n");
        t.on(u"which-exist"_s, "/etc/chatmail-nocreate\n");
        t.on(u"count-mailboxes"_s, "600 6000 81000000 90112000\nb@relay.test\n.x y\n");
        t.on(u"count-queue"_s, "17\n");
        t.on(u"scripts/cmdeploy"_s, "/root/relay/scripts/cmdeploy\n");
        t.on(u"read-only"_s, "/etc\n");
        t.on(u"/cgroup"_s, "");
        t.on(u"ss -Hltnp"_s, "LISTEN 0 100 0.0.0.0:25 0.0.0.0:* users:((\"master\",pid=1,fd=4))\n"
                             "LISTEN 0 100 0.0.0.0:8443 0.0.0.0:* users:((\"nginx\",pid=1,fd=4))\n"
                             "LISTEN 0 100 [::]:993 [::]:* users:((\"dovecot\",pid=1,fd=4))\n");
        const RelaySnapshot seen = surveyRelay(machine.host, Profile::fresh(), {});
        QVERIFY(seen.config);
        QCOMPARE(seen.version, u"0123abcd"_s);
        QCOMPARE(seen.patch, QByteArray("diff --git a/x b/x\n"));
        QCOMPARE(seen.systemd.active, (QStringList{u"dovecot.service"_s, u"ssh.service"_s}));
        QCOMPARE(seen.systemd.mentioning, QStringList{u"newthing.service"_s});
        QCOMPARE(seen.extraFiles, QStringList{u"/etc/chatmail-nocreate"_s});
        QCOMPARE(seen.mailboxes, 600);
        QCOMPARE(seen.messages, 6000);
        QCOMPARE(seen.space, 90112000);
        QCOMPARE(seen.links, (QStringList{u"b@relay.test"_s, u".x y"_s}));
        QCOMPARE(seen.queued, 17);
        QCOMPARE(seen.checkout, u"/root/relay"_s);
        QCOMPARE(seen.silentPorts,
                 (QStringList{u"80"_s, u"143"_s, u"443"_s, u"465"_s, u"587"_s, u"3340"_s}));
        QCOMPARE(seen.readOnly, QStringList{u"/etc"_s});
    }

    // A folder that hangs must not let the checks wait for as long as a count may take.
    void aCountThatHangsIsGivenUp()
    {
        Machine machine(Role::Old);
        machine.transport->on(QString(), "");
        machine.transport->on(u"chatmail.ini"_s, "[params]\nmail_domain = relay.test\n");
        machine.transport->on(u"count-names"_s, "600\n");
        machine.transport->timesOut(u"count-mailboxes"_s);
        Facts facts;
        facts.relay.messages = 6000;
        QVERIFY_THROWS_EXCEPTION(Failure, surveyRelay(machine.host, Profile::fresh(), facts));
        facts.disk.fails = true;
        machine.transport->forget();
        const RelaySnapshot seen = surveyRelay(machine.host, Profile::fresh(), facts);
        QCOMPARE(seen.mailboxes, 600);
        QCOMPARE(seen.messages, 6000);
        for (const Execution &execution : machine.transport->executions()) {
            if (execution.arguments.contains(u"count-mailboxes"_s))
                QVERIFY(execution.limit <= std::chrono::minutes(1));
        }
    }

    void noRelayIsNotLookedAtFurther()
    {
        Machine machine(Role::Old);
        machine.transport->on(
            u"chatmail.ini"_s,
            FakeTransport::Answer{.out = "", .exitCode = 1, .err = "no such file"});
        machine.transport->on(u"/cgroup"_s, "");
        machine.transport->on(
            u"ss -Hltnp"_s,
            "LISTEN 0 20 0.0.0.0:25 0.0.0.0:* users:((\"docker-proxy\",pid=1,fd=4))\n");
        const RelaySnapshot seen = surveyRelay(machine.host, Profile::fresh(), {});
        QVERIFY(!seen.config);
        QCOMPARE(listed(seen.listening), u"25 (docker-proxy, Docker)"_s);
        QCOMPARE(machine.transport->lines().size(), 3);
    }

    void aTarget()
    {
        Machine machine(Role::New);
        FakeTransport &t = *machine.transport;
        t.on(u"which-exist"_s, "");
        t.on(u"free-space"_s, "  20000000 0 0 /home\n 500 /\n 500 /\n 20000000 /home\n");
        t.on(u"/cgroup"_s, "");
        t.on(u"ss -Hltnp"_s, "LISTEN 0 20 127.0.0.1:25 0.0.0.0:* users:((\"exim4\",pid=1,fd=4))\n"
                             "LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:((\"sshd\",pid=2,fd=3))\n"
                             "LISTEN 0 128 [::]:80 [::]:* users:((\"apache2\",pid=2,fd=3))\n");
        t.on(u"ss -Hlunp"_s, "");
        const TargetSnapshot seen = surveyTarget(machine.host, u"/home/vmail/mail/relay.test"_s);
        QCOMPARE(listed(seen.listening), u"25 (exim4), 80 (apache2)"_s);
        QCOMPARE(seen.freeBytes, 20000000);
        QVERIFY(!seen.freeFiles);
        QCOMPARE(seen.freeElsewhere, (QMap<QString, qint64>{{u"/"_s, 500}}));
    }

    // Where no checkout is: whether OLD's could come there, on real folders.
    void roomForACheckout()
    {
        QTemporaryDir folder;
        write(folder.filePath(u"full/diary"_s), "mine");
        write(folder.filePath(u"file"_s), "");
        QVERIFY(QDir(folder.path()).mkdir(u"empty"_s));
        const auto seen = [&](const QString &name) {
            Machine here(Role::Admin);
            here.transport->reallyRun();
            Profile profile = Profile::fresh();
            profile.checkout = folder.filePath(name);
            return surveyCheckout(here.host, profile);
        };
        QVERIFY(seen(u"absent"_s).hasRoom);
        QVERIFY(seen(u"empty"_s).hasRoom);
        QVERIFY(!seen(u"full"_s).hasRoom);
        QVERIFY(!seen(u"file"_s).hasRoom);
        QVERIFY(!seen(u"full"_s).hasCmdeploy);
    }

    // The script of the count, on a real tree.
    void counting()
    {
        QTemporaryDir tree;
        write(tree.filePath(u"a@relay.test/cur/1:2,S"_s), "12345");
        write(tree.filePath(u"a@relay.test/new/2"_s), "123");
        write(tree.filePath(u"a@relay.test/.Sent/cur/3"_s), "1");
        write(tree.filePath(u"a@relay.test/password"_s), "x");
        write(tree.filePath(u"b@relay.test/password"_s), "x");
        write(tree.filePath(u"pending_notifications/new/1"_s), "");
        write(tree.filePath(u"c@relay.test/cur/1"_s), "hangs");
        QVERIFY(QFile::link(u"/mnt/d@relay.test"_s, tree.filePath(u"d@relay.test"_s)));
        QVERIFY(QFile::link(u"1:2,S"_s, tree.filePath(u"a@relay.test/cur/a link"_s)));
        const QString link = tree.path() + u"-link"_s; // where volumes are mounted elsewhere
        QVERIFY(QFile::link(tree.path(), link));
        const auto unlink = qScopeGuard([&] { QFile::remove(link); });
        Machine machine(Role::Old);
        machine.transport->on(u"count-mailboxes"_s, "0 0 0 0");
        machine.transport->on(
            u"chatmail.ini"_s,
            "[params]\nmail_domain = relay.test\nmailboxes_dir = " + link.toUtf8() + "\n");
        for (const QString &other :
             {u"chatmail-version"_s, u"systemctl"_s, u"/etc/systemd/system"_s, u"which-exist"_s,
              u"scripts/cmdeploy"_s})
            machine.transport->on(other, "");
        machine.transport->on(u"count-queue"_s, "0");
        machine.transport->on(u"read-only"_s, "");
        machine.transport->on(u"ss -Hltnp"_s, "");
        Facts facts;
        facts.disk.unreadable = {UnreadableFile{u"c@relay.test/cur"_s, u"the disk hangs"_s, true}};
        surveyRelay(machine.host, Profile::fresh(), facts);
        for (const Execution &execution : machine.transport->executions()) {
            if (!execution.arguments.contains(u"count-mailboxes"_s))
                continue;
            QProcess shell;
            shell.start(execution.arguments.first(), execution.arguments.mid(1));
            QVERIFY(shell.waitForFinished());
            const QString counts = QString::fromUtf8(shell.readAllStandardOutput());
            QVERIFY2(counts.startsWith(u"3 3 11 "), qPrintable(counts));
            QStringList links = counts.split(u'\n', Qt::SkipEmptyParts).mid(1);
            links.sort();
            QCOMPARE(links, (QStringList{u"a@relay.test/cur/a link"_s, u"d@relay.test"_s}));
            return;
        }
        QFAIL("nothing was counted");
    }
};

QTEST_GUILESS_MAIN(LookTest)
#include "tst_survey.moc"
