#include "core/base/failure.h"
#include "core/host/guard_codes.h"
#include "core/steps/all_steps.h"
#include "named.h"
#include "tests/fakes/fake_migration.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include <sched.h>
#include <sys/mount.h>

using namespace relaymove;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 fewestWalks = 6, mostWalks = 2000; // of a step

// What no walk comes to: it needs a host that answers from outside, or keeps its answers in order.
const QStringList notHere{u"journalctl"_s, u"realpath -m -- {needed}"_s, u"relaymove-port-trial"_s,
                          u"count-names"_s};

constexpr auto addresses = R"([{"ifname":"eth0","addr_info":[
    {"family":"inet","scope":"global","local":"198.51.100.HOST"},
    {"family":"inet6","scope":"global","local":"2001:db8::HOST"}]}])";

// What hosts say that lets a step go on, by a part of the command. Several lines for one part:
// any of them.
const QList<std::pair<QString, QByteArray>> &answers()
{
    static const QByteArray lost = "rsync: [sender] read errors mapping "
                                   "\"/srv/mail/a@relay.test/cur/1:2,S\": "
                                   "Input/output error (5)\n";
    static const QByteArray ini = "[params]\nmail_domain = relay.test\n";
    static const QList<std::pair<QString, QByteArray>> table{
        {u"os-release"_s, "ID=debian\nVERSION_ID=\"12\"\n"},
        {u"echo relaymove-is-in"_s, "relaymove-is-in\n"},
        {u"cat /usr/local/lib/chatmaild/chatmail.ini"_s, ini},
        {u"cat /srv/relay/chatmail.ini"_s, ini},
        {u"cat /srv/relay/chatmail.ini"_s, ini + "max_mailbox_size = 1M\n"},
        {u"mail_domain *="_s, "relay.test\n"},
        {u"chatmail-version"_s, "0123456789abcdef0123\n"},
        {u"chatmail-version"_s, "c0ffee0123\n"},
        {u"chatmail-version"_s, "c0ffee0123\ndiff --git a/x b/x\n+changed\n"},
        {u"rev-parse"_s, "c0ffee0123\n"},
        {u"relaymove/installed"_s, "c0ffee0123\n"},
        {u"relaymove/installed"_s, ""},
        {u"getent passwd"_s, "vmail:x:999:999::/home/vmail:/usr/sbin/nologin\n"},
        {u"ip -j route"_s, R"([{"dst":"x","prefsrc":"127.0.0.1"}])"},
        {u"is-active"_s, "active\nactive\n"},
        {u"is-enabled postfix"_s, "masked\n"},
        {u"SubState"_s, "SubState=exited\nExecMainStatus=0\n"},
        {u"SubState"_s, "SubState=exited\nExecMainStatus=0\n"},
        {u"SubState"_s, "SubState=exited\nExecMainStatus=23\n"},
        {u"cat /run/relaymove/pass.err"_s, ""},
        {u"cat /run/relaymove/pass.err"_s, lost},
        {u"compare-mailboxes"_s, "600\n6000\nsum1\nsum2\n"},
        {u"compare-mailboxes"_s, "601\n6000\nsum3\nsum2\n"},
        {u"wrong-owners"_s, "/srv/mail/a@relay.test/cur/1\n"},
        {u"wrong-owners"_s, "/etc/dkimkeys/x\n/var/lib/acme/x\n"},
        {u" record-changes list"_s, "r1\nr1\na@relay.test\n"},
        {u" record-changes list"_s, "r1\nr1\n"},
        {u" record-changes"_s, "r1\n"},
        {u"which-are-gone"_s, "/etc/chatmail-nocreate\n"},
        {u"put-by"_s, "/etc/chatmail-nocreate\n"},
        {u"missing-programs rsync"_s, "nft\n"},
        {u"missing-programs"_s, "nft\nrsync\n"},
        {u"missing-programs"_s, ""},
        {u"missing-programs"_s, ""},
        {u"ssh -G"_s, "hostname 198.51.100.20\nport 22\nuser root\n"},
        {u"count-mailboxes"_s, "600 6000 1000000 1000000\n"},
        {u"count-names"_s, "600\n"},
        {u"free-space"_s, "99000000000 9000000 8000000 1\n"},
        {u"proc/meminfo"_s, "2000000000\n"},
        {u"state-sums"_s, "0123 /etc/dkimkeys/opendkim.private\n"},
        {u"openssl pkey"_s, "-----BEGIN PUBLIC KEY-----\nfirstsecond\n"},
        {u"ss -Hltnp"_s, "LISTEN 0 100 0.0.0.0:25 0.0.0.0:* users:((\"master\",pid=70,fd=4))\n"},
        {u"ss -Hltnp"_s, ""},
        {u"read-only"_s, "/etc\n"},
        {u"read-only"_s, ""},
        {u"run-with-output"_s, "skipping non-regular file \"a@relay.test/cur/link\"\n"},
        {u"run-with-output"_s, ""},
        {u"follow-pass"_s, "skipping non-regular file \"a@relay.test/cur/link\"\n"},
        {u"follow-pass"_s, ""},
        {u"pgrep"_s, "812 dovecot\n"},
        {u"pgrep"_s, ""},
        {u"cmdeploy run"_s, "[ssh] login to new\n--> Connecting to hosts...\n"
                            "    [new] Connected\n--> Starting operation: Install nginx\n"
                            "    [new] Success\n--> Results:\n"
                            "    Operation       Hosts   Success   Error   No Change\n"
                            "    Install nginx   1       1         -       -\n"
                            "    Grand total     1       1         -       -\n"
                            "Deploy completed, call `cmdeploy dns` next.\n"},
        {u"checkout-files /root/relay measure"_s, "1000000\n"},
        {u"--no-pager --state=active"_s, "postfix@-.service loaded active running\n"
                                         "dovecot.service loaded active running\n"},
        {u"openssl x509"_s, "notAfter=2099-11-03 22:11:03Z\n"},
    };
    return table;
}

// A host that answers anything, each command mostly the same way within one walk.
class AnyHost : public Transport
{
public:
    // A calm one does what it is told, and says the first of its answers.
    AnyHost(Role role, QRandomGenerator &dice, const FakeMigration &migration, bool isCalm)
        : m_role(role), m_dice(dice), m_migration(migration), m_isCalm(isCalm)
    {
    }

    Ending execute(const Execution &execution, const StopToken &) override
    {
        const QString line = quoted(execution.arguments);
        if (line.contains(u"nsupdate"))
            return LocalTransport().execute(execution, m_never);
        if (isOdd(10))
            return {.how = Ending::How::Lost, .exitCode = 0, .detail = u"gone"_s};
        if (line.contains(u"record/values"))
            return say(execution, record());
        if (isOdd(10))
            return {.how = Ending::How::TimedOut, .exitCode = 0, .detail = {}};
        if (isOdd(6))
            return say(execution, {}, "relaymove-guard: role=old state=serving cutover=c0\n",
                       guardcode::wrongState);
        if (!m_said.contains(line) || isOdd(1))
            m_said[line] = choose(line);
        return say(execution, m_said[line].first, {}, m_said[line].second);
    }

private:
    // One in so many times, where this walk is one in which hosts are odd.
    bool isOdd(int seldom)
    {
        return !m_isCalm && m_oddity > 0 && m_dice.bounded(seldom * 100) < m_oddity;
    }

    static Ending say(const Execution &execution, const QByteArray &out, const QByteArray &err = {},
                      int code = 0)
    {
        if (!out.isEmpty())
            execution.onOutput(out);
        if (!err.isEmpty())
            execution.onError(err);
        return {.how = Ending::How::Exited, .exitCode = code, .detail = {}};
    }

    QByteArray record()
    {
        using enum HostState;
        static const QList<HostState> old{Serving, Held, Committed, Forwarding},
            next{Fenced, Filled, Open, Settled};
        if (!m_isClaimed)
            return {};
        if (!m_state || (!m_isCalm && m_dice.bounded(100) < 15))
            m_state = (m_role == Role::Old ? old : next).at(m_isCalm ? 0 : m_dice.bounded(4));
        const QByteArray noted[] = {"", "thawed", "thawed,activated", "activated"};
        return u"migration=%1\ncutover=%2\nstate=%3\nnoted=%4\n%5"_s
            .arg(m_migration.profile.id, m_migration.facts.cutover.id, stateName(*m_state),
                 QString::fromUtf8(noted[m_dice.bounded(4)]),
                 m_dice.bounded(2) ? u"opened=yes\n"_s : QString())
            .toUtf8();
    }

    std::pair<QByteArray, int> choose(const QString &line)
    {
        if (isOdd(1))
            return {QByteArray(), QList<int>{1, 2, 3, 4, 5, 7, 96, 126, 255}.at(m_dice.bounded(9))};
        // What is not there, and is no failure: a link, a key, a user, a file, a commit.
        static const QList<std::pair<QString, int>> absent{{u"-O check"_s, 255},
                                                           {u"ssh-keygen -F"_s, 1},
                                                           {u"getent passwd"_s, 2},
                                                           {u"test -x /srv/relay/scripts"_s, 1},
                                                           {u" record-changes start"_s, 5},
                                                           {u" record-changes stop-is"_s, 5},
                                                           {u"cat-file -e"_s, 1}};
        for (const auto &[part, code] : absent) {
            if (!m_isCalm && line.contains(part) && m_dice.bounded(3) == 0)
                return {QByteArray(), code};
        }
        if (line.contains(u"-maxdepth") && line.contains(u"cmdeploy") && m_dice.bounded(2))
            return {"/root/relay/scripts/cmdeploy\n", 0};
        if (line.contains(u"date +%s"))
            return {QByteArray::number(QDateTime::currentSecsSinceEpoch()) + "\n", 0};
        if (line.contains(u"machine-id"))
            return {roleName(m_role).toUtf8() + "\n", 0};
        if (line.contains(u"ip -j addr"))
            return {QByteArray(addresses).replace("HOST", m_role == Role::Old ? "10" : "20"), 0};
        QList<QByteArray> fitting;
        for (const auto &[part, answer] : answers()) {
            if (line.contains(part))
                fitting << answer;
        }
        if (fitting.isEmpty())
            return {m_dice.bounded(100) < 25 ? QByteArray("1\n") : QByteArray(), 0};
        return {fitting.at(m_isCalm ? 0 : m_dice.bounded(int(fitting.size()))), 0};
    }

    Role m_role;
    QRandomGenerator &m_dice;
    const FakeMigration &m_migration;
    const bool m_isCalm;
    const int m_oddity = QList{0, 0, 5, 20}.at(m_dice.bounded(4)); // per cent
    StopToken m_never;
    const bool m_isClaimed = m_dice.bounded(4) > 0;
    std::optional<HostState> m_state;
    QHash<QString, std::pair<QByteArray, int>> m_said;
};

struct Walked
{
    QSet<QString> said, ran, undescribed; // "OLD shape"
};

QString nameOf(Role role, const QString &shape) { return roleName(role) + u' ' + shape; }

// A relay as the dice will have it.
void makeRelay(FakeMigration &m, QRandomGenerator &dice)
{
    const auto heads = [&] { return dice.bounded(2) == 1; };
    m.profile.name = m.profile.domain = u"relay.test"_s;
    m.profile.oldHost = u"old"_s;
    m.profile.newHost = u"new"_s;
    m.profile.checkout = u"/srv/relay"_s;
    m.profile.oldKey = PinnedHostKey::of(u"ssh-ed25519"_s, "old");
    m.profile.newKey = PinnedHostKey::of(u"ssh-ed25519"_s, "new");
    m.profile.disableByCmdeploy = heads();
    m.profile.oldIsFailing = dice.bounded(3) == 0;
    m.facts.relay.domain = heads() || heads() ? u"relay.test"_s : QString();
    m.facts.relay.mailboxesDir = u"/srv/mail"_s;
    m.facts.relay.units = {u"dovecot.service"_s, u"opendkim.service"_s,
                           u"chatmail-metadata.service"_s, u"chatmail-expire.timer"_s,
                           u"postfix@-.service"_s};
    m.facts.addresses.oldV4 = m.facts.addresses.newV4 = u"127.0.0.1"_s;
    m.facts.cutover.id = heads() ? u"c1"_s : QString();
    m.facts.dns.recordsV4 = {u"198.51.100.10"_s};
    m.facts.dns.ttlV4 = 1800;
    m.facts.copies.keysChanged = heads();
    if (dice.bounded(4) == 0)
        m.facts.disk.readOnly = {u"/etc"_s};
    m.context.words.oldIsGone = dice.bounded(5) == 0;
    m.context.words.newIsGone = dice.bounded(5) == 0;
}

// Others change records now and then only: a name server takes its time.
bool isAboutRecords(StepId id)
{
    return id == StepId::Ttl || id == StepId::Dns || id == StepId::Finish;
}

} // namespace

// A step can't do what it did not say: Host refuses it at run time, which would strike within
// an outage. So every step is walked through here, over hosts that say anything.
class StepWalkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatAStepRunsItHasSaid_data();
    void whatAStepRunsItHasSaid();

private:
    Walked walk(StepId id, quint32 seed);
    Named m_named{53};
    RunControl m_control;
    QHash<StepId, QSet<QString>> m_ran;
    std::optional<PrivateAgent> m_agent; // making a key takes its time
};

// The steps ask the system's resolvers: here a name server of ours, in a network of its own.
void StepWalkTest::initTestCase()
{
    if (::unshare(CLONE_NEWNET | CLONE_NEWNS) != 0)
        QSKIP("needs root");
    QCOMPARE(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), 0);
    for (const QString &words : {u"link set lo up"_s, u"address add 127.0.0.3/8 dev lo"_s})
        QCOMPARE(QProcess::execute(u"ip"_s, words.split(u' ')), 0);
    QCOMPARE(
        QProcess::execute(u"nft"_s, {u"add table ip fence; add chain ip fence input { type "
                                     "filter hook input priority 0; }; add rule ip fence input "
                                     "ip daddr 127.0.0.3 tcp dport != { 22, 53 } drop"_s}),
        0);
    static QTemporaryDir folder;
    QFile resolvers(folder.filePath(u"resolv.conf"_s));
    QVERIFY(resolvers.open(QIODevice::WriteOnly));
    resolvers.write("nameserver 127.0.0.1\n");
    resolvers.close();
    QCOMPARE(
        ::mount(qPrintable(resolvers.fileName()), "/etc/resolv.conf", nullptr, MS_BIND, nullptr),
        0);
    QVERIFY(m_named.start());
    m_agent.emplace(u"walk"_s, m_control.stopForCommands());
}

Walked StepWalkTest::walk(StepId id, quint32 seed)
{
    QRandomGenerator dice(seed);
    FakeMigration m;
    makeRelay(m, dice);
    m.profile.dns = {isAboutRecords(id) || dice.bounded(6) == 0 ? DnsMethod::Rfc2136
                                                                : DnsMethod::Manual,
                     u"127.0.0.1"_s,
                     53,
                     u"relay.test"_s,
                     QString::fromLatin1(Named::keyName),
                     u"hmac-sha256"_s};
    m.secrets.write(m.profile.dnsSecretKey(), Secret(QByteArray(Named::secret)), StopToken());
    m.control.setAnswerSource([&](const Question &question) -> std::optional<AnyAnswer> {
        const QList<AnyAnswer> answers = offered(question.what);
        // Mostly the one that goes on.
        return answers.at(dice.bounded(2) * dice.bounded(int(answers.size())));
    });
    if (id == StepId::Disable && dice.bounded(4) == 0)
        m.facts.addresses.newV4 = u"127.0.0.3"_s; // where nothing answers
    if (!isBefore(id, StepId::Disable))
        m.facts.cutover.id = u"c1"_s; // all know of it by then
    Walked walked;
    const bool calm = seed % 3 == 0;
    Host old(Role::Old, std::make_shared<AnyHost>(Role::Old, dice, m, calm), m.control);
    Host next(Role::New, std::make_shared<AnyHost>(Role::New, dice, m, calm), m.control);
    Host admin(Role::Admin, std::make_shared<AnyHost>(Role::Admin, dice, m, calm), m.control);
    StepContext context{m.profile, m.facts,   m.folder.path(), old, next, admin,          m.control,
                        m.report,  m.secrets, *m_agent,        {},  {},   m.context.words};
    context.useCheckout = [](const QString &) {};
    std::unique_ptr<Step> step;
    for (auto &each : makeSteps()) {
        if (each->id() == id)
            step = std::move(each);
    }
    Plan plan = step->describe(m.profile, m.facts);
    for (const Action &action : plan)
        walked.said << nameOf(action.where, action.command.shape());
    append(plan, {commonLooks()});
    for (Host *host : {&old, &next, &admin}) {
        host->allowOnly(permitsFor(host->role(), plan));
        host->setRecorder([&](const CommandRecord &record) {
            (record.isUndescribed ? walked.undescribed : walked.ran)
                << nameOf(record.role, record.shape);
        });
    }
    const auto go = [&](const std::function<void()> &part) {
        try {
            part();
        } catch (const Failure &failure) {
            if (qEnvironmentVariableIsSet("WALK_TOLD"))
                qWarning("%u: %s", seed, qPrintable(explain(failure).happened));
        } catch (const Cancelled &) {
        }
    };
    go([&] { step->inspect(context); });
    go([&] {
        step->run(context);
        step->inspect(context);
        step->prove(context);
    });
    go([&] { step->undo(context); });
    return walked;
}

void StepWalkTest::whatAStepRunsItHasSaid_data()
{
    QTest::addColumn<int>("id");
    // Disable comes last: what it shares with these is seen there.
    QList<StepId> steps;
    for (const auto &step : makeSteps())
        steps << step->id();
    steps.removeAll(StepId::Disable);
    for (const StepId id : steps << StepId::Disable)
        QTest::newRow(qPrintable(stepName(id))) << int(id);
}

void StepWalkTest::whatAStepRunsItHasSaid()
{
    QFETCH(int, id);
    const auto list = [](const QSet<QString> &names) {
        QStringList lines;
        for (const QString &name : names) // a script's name and words stand after its text
            lines << name.left(60).section(u'\n', 0, 0) + u" ... "_s + name.right(80);
        return lines.join(u'\n');
    };
    QSet<QString> said, ran, neverRun;
    for (quint32 seed = 1; seed <= fewestWalks || (!neverRun.isEmpty() && seed <= mostWalks);
         ++seed) {
        const Walked walked = walk(StepId(id), seed);
        QVERIFY2(walked.undescribed.isEmpty(),
                 qPrintable(u"walk %1: %2"_s.arg(seed).arg(list(walked.undescribed))));
        said += walked.said;
        ran += walked.ran;
        neverRun = said - ran;
        if (StepId(id) == StepId::Disable)
            neverRun -= m_ran[StepId::Precopy] + m_ran[StepId::Chown];
        neverRun.removeIf([](const QString &name) {
            return std::ranges::any_of(notHere, [&](auto &part) { return name.contains(part); });
        });
    }
    m_ran[StepId(id)] = ran;
    // And it says nothing that it never runs.
    QVERIFY2(neverRun.isEmpty(), qPrintable(list(neverRun)));
}

QTEST_GUILESS_MAIN(StepWalkTest)
#include "tst_step_walk.moc"
