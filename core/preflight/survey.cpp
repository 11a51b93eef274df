#include "core/preflight/survey.h"

#include "core/base/amounts.h"
#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/preflight/checkout.h"
#include "core/profiles/profile.h"
#include "core/relay/mailboxes_there.h"
#include "core/relay/ports.h"
#include "core/relay/state_paths.h"
#include "core/salvage/memory_layer.h"
#include "core/salvage/salvage.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Action look(Role where, const Command &command, const QString &why)
{
    return {where, Purpose::Look, command, why};
}

Action connect(Role where)
{
    return look(where, {"echo", letInWord}, UserText::tr("whether the host lets us in"));
}
Action readSystem(Role where)
{
    return look(where, Command{"cat", "/etc/os-release"}.accepts({0, 1}),
                UserText::tr("whether it is Debian 12"));
}
// Clones share a machine id, containers of one kernel a boot id: both together
// are one machine.
Action readIdentity(Role where)
{
    return look(where, {"cat", "/etc/machine-id", "/proc/sys/kernel/random/boot_id"},
                UserText::tr("whether OLD and NEW are two machines"));
}
Action listAddresses(Role where)
{
    return look(where, {"ip", "-j", "addr"}, UserText::tr("the host's own addresses"));
}
Action readConnection(Role where)
{
    return look(where, {"sh", "-c", R"(printf %s "$SSH_CONNECTION")"},
                UserText::tr("how the host sees this computer"));
}

Action readConfig()
{
    return look(Role::Old, Command{"cat", "/usr/local/lib/chatmaild/chatmail.ini"}.accepts({0, 1}),
                UserText::tr("domain, certificates, where the mailboxes are"));
}
Action listActive()
{
    return look(Role::Old,
                {"systemctl", "list-units", "--plain", "--no-legend", "--no-pager",
                 "--state=active", "--type=service,socket,timer,path"},
                UserText::tr("which services run"));
}
Action listEnabled()
{
    return look(
        Role::Old,
        {"systemctl", "list-unit-files", "--plain", "--no-legend", "--no-pager", "--state=enabled"},
        UserText::tr("which services a boot starts"));
}
Action listOwnUnits()
{
    return look(Role::Old,
                {"find", "/etc/systemd/system", "-maxdepth", "1", "-type", "f", "-printf", "%f\\n"},
                UserText::tr("which units cmdeploy wrote"));
}
Action listMentioning()
{
    return look(
        Role::Old,
        Command{"grep", "-lsrE", "chatmail|vmail", "--include=*.service", "/etc/systemd/system"}
            .accepts({0, 1}),
        UserText::tr("which of them are the relay's"));
}
Action listExisting(Role where)
{
    return look(where,
                {"sh", "-c", R"(for path; do [ -e "$path" ] && echo "$path"; done; true)",
                 "which-exist", "{paths}"},
                where == Role::Old ? UserText::tr("files that only some relays have")
                                   : UserText::tr("whether another relay is there"));
}
// Who runs cmdeploy on the relay itself has the checkout there: /home/NAME/src/relay is the
// deepest that is looked at. The mailboxes, which may be many, are not.
Action findCheckout()
{
    return look(
        Role::Old,
        Command{"find",        "/root", "/home",  "/opt",        "/srv",  "-maxdepth",
                "5",           "(",     "-path",  "/home/vmail", "-o",    "-path",
                "{mailboxes}", ")",     "-prune", "-o",          "-path", "*/scripts/cmdeploy",
                "-print",      "-quit"}
            .accepts({0, 1}),
        UserText::tr("whether cmdeploy is run there"));
}
Action measureMailboxes()
{
    return look(Role::Old, shell("count-mailboxes", {"{mailboxes}", "{past}"}),
                UserText::tr("how much there is to copy"));
}
// access() knows a read-only file system, for root too; nothing is written. What lies below
// a layer of ours is read-only still.
Action readOnlyFolders()
{
    return look(Role::Old,
                {"sh", "-c",
                 R"(layer=$1; shift
[ ! -d "$layer" ] || echo /etc
for path; do [ ! -e "$path" ] || [ -w "$path" ] || echo "$path"; done)",
                 "read-only", memoryLayer, "/etc", "/var/spool/postfix", "{mailboxes}"},
                UserText::tr("whether its disk can be written"));
}
Action countQueue()
{
    return look(Role::Old,
                Command{"sh", "-c",
                        "cd /var/spool/postfix && find incoming active deferred hold maildrop "
                        "-type f | wc -l",
                        "count-queue"}
                    .within(120s),
                UserText::tr("how many messages wait in the queue"));
}
Action freeSpace()
{
    return look(Role::New, shell("free-space", {"{mailboxes}"}),
                UserText::tr("whether the mailboxes fit"));
}

Action hasFile()
{
    return look(Role::Admin, Command{"test", "-x", "{path}"}.accepts({0, 1}),
                UserText::tr("whether the checkout is ready"));
}
Action isRoom()
{
    return look(Role::Admin,
                Command{"sh", "-c",
                        R"_([ ! -e "$1" ] || { [ -d "$1" ] && [ -z "$(ls -A "$1")" ]; })_",
                        "is-room", "{folder}"}
                    .accepts({0, 1}),
                UserText::tr("where it is not there: whether nothing else is"));
}
Action readPatch()
{
    return look(Role::Admin, Command{"git", "-C", "{checkout}", "diff"}.accepts({0, 128, 129}),
                UserText::tr("what you changed in it and did not commit"));
}
Action readTag()
{
    return look(Role::Admin,
                Command{"git", "-C", "{checkout}", "describe", "--tags"}.accepts({0, 128}),
                UserText::tr("whether it is newer than what Relaymove was tried with"));
}
// Checkouts older than 1.8.0 ignore CMDEPLOY_STAGES and would activate NEW fully.
Action findStages()
{
    return look(
        Role::Admin,
        Command{"grep", "-rqs", "--include=*.py", "CMDEPLOY_STAGES", "{checkout}/cmdeploy"}.accepts(
            {0, 1, 2}),
        UserText::tr("whether this cmdeploy can install without activating"));
}
Action readIni()
{
    return look(Role::Admin, Command{"cat", "{ini}"}.accepts({0, 1}),
                UserText::tr("the configuration that NEW will get"));
}

const QStringList relayOnly{u"/usr/local/lib/chatmaild/chatmail.ini"_s, u"/etc/chatmail-version"_s,
                            u"/home/vmail/mail"_s};

QStringList firstWords(const Output &output)
{
    QStringList words;
    for (const QString &line : output.lines())
        words << line.simplified().section(u' ', 0, 0);
    return words;
}

QStringList fileNames(const Output &output)
{
    QStringList names;
    for (const QString &line : output.lines())
        names << line.section(u'/', -1);
    return names;
}

QString osRelease(const Output &output)
{
    QString id, version;
    for (const QString &line : output.lines()) {
        const QString value = line.section(u'=', 1).remove(u'"');
        if (line.startsWith(u"ID="))
            id = value;
        else if (line.startsWith(u"VERSION_ID="))
            version = value;
    }
    return u"%1 %2"_s.arg(id, version).trimmed();
}

// Images of providers have a command before root's key that says whom to log in as, and ends
// (cloud-init's disable_root).
void refuseForcedCommand(Host &host)
{
    QByteArray said;
    try {
        const Output output = connect(host.role()).runOn(host);
        if (output.text().contains(QLatin1StringView(letInWord)))
            return;
        said = output.out + output.err;
    } catch (const Failure &failure) {
        if (!failure.is<failure::CommandFailed>())
            throw;
        said = failure.raw;
    }
    throw Failure{failure::NotAuthorised{roleName(host.role()), QString(),
                                         QString::fromUtf8(said).simplified()},
                  host.role(), said};
}

// A folder that hangs, and that nobody knows of yet: what was counted before has to do.
void measure(Host &source, const Profile &profile, const Facts &facts, RelaySnapshot &seen)
{
    const QString folder = seen.config->mailboxesDir;
    const bool mayHang = isSalvage(profile, facts);
    const Action measuring = measureMailboxes()
                                 .with("mailboxes", folder)
                                 .with("past", pastWhatHangs(facts, folder))
                                 .within(mayHang ? 60s : 600s);
    try {
        const QStringList said = measuring.runOn(source).lines();
        const QStringList counts = said.value(0).split(u' ');
        seen.links = said.mid(1);
        seen.mailboxes = countIn(counts.value(0));
        seen.messages = amountIn(counts.value(1)).value_or(0);
        seen.bytes = amountIn(counts.value(2)).value_or(0);
        seen.space = amountIn(counts.value(3)).value_or(0);
    } catch (const Failure &failure) {
        if (!mayHang || !failure.is<failure::CommandTimedOut>())
            throw;
        seen.mailboxes = countMailboxes(source, folder);
        seen.messages = facts.relay.messages;
        seen.bytes = facts.relay.bytes;
    }
}

} // namespace

Action missingPrograms(Role where)
{
    return look(where,
                {"sh", "-c", R"(for name; do command -v "$name" >/dev/null || echo "$name"; done)",
                 "missing-programs", "{programs}"},
                UserText::tr("programs that the move needs"));
}
Action readVersion(Role where)
{
    return look(where, Command{"cat", "/etc/chatmail-version"}.accepts({0, 1}),
                UserText::tr("the deployed release"));
}
Action readCommit()
{
    return look(Role::Admin,
                Command{"git", "-C", "{checkout}", "rev-parse", "HEAD"}.accepts({0, 128}),
                UserText::tr("which release the checkout is"));
}

Plan surveyPlan()
{
    Plan plan;
    for (const Role role : {Role::Old, Role::New})
        append(plan, {{connect(role), readSystem(role), readIdentity(role), listAddresses(role),
                       readConnection(role), missingPrograms(role), listExisting(role)}});
    append(plan, {{readConfig(), readVersion(Role::Old), listActive(), listEnabled(),
                   listOwnUnits(), listMentioning(), findCheckout(), measureMailboxes(),
                   readOnlyFolders(), countQueue(), routeTo(Role::Old), freeSpace()},
                  publicListenersPlan(Role::Old),
                  listenersInTheWayPlan(Role::New),
                  mailboxesTherePlan(),
                  {missingPrograms(Role::Admin), hasFile(), isRoom(), findStages(), readCommit(),
                   readPatch(), readTag(), readIni()}});
    return plan;
}

HostSnapshot surveyHost(Host &host)
{
    refuseForcedCommand(host);
    HostSnapshot seen;
    seen.system = osRelease(readSystem(host.role()).runOn(host));
    if (seen.system != u"debian 12")
        return seen;
    seen.identity = readIdentity(host.role()).runOn(host).text();
    seen.addresses =
        publicAddresses(listAddresses(host.role()).runOn(host).out).value_or(Addresses{});
    seen.connection = sshConnection(readConnection(host.role()).runOn(host).text());
    seen.missingPrograms = missingPrograms(host.role())
                               .with("programs", QStringList{u"rsync"_s, u"python3"_s, u"nft"_s})
                               .runOn(host)
                               .lines();
    return seen;
}

RelaySnapshot surveyRelay(Host &source, const Profile &profile, const Facts &facts)
{
    RelaySnapshot seen;
    seen.ini = readConfig().runOn(source).out;
    seen.config = parseRelayConfig(seen.ini);
    seen.listening = publicListeners(source);
    if (!seen.config)
        return seen;
    const QByteArray version = readVersion(Role::Old).runOn(source).out;
    const qsizetype line = version.indexOf('\n');
    // git is given it as a word of its own, which must not be an option.
    static const QRegularExpression commit(uR"(^[0-9a-f]{7,64}(?=\s|$))"_s);
    seen.version =
        commit.match(QString::fromUtf8(version.first(line < 0 ? version.size() : line))).captured();
    seen.patch = line < 0 ? QByteArray() : version.mid(line + 1);
    seen.systemd = {.ownFiles = listOwnUnits().runOn(source).lines(),
                    .mentioning = fileNames(listMentioning().runOn(source)),
                    .active = firstWords(listActive().runOn(source)),
                    .enabled = firstWords(listEnabled().runOn(source))};
    seen.extraFiles = listExisting(Role::Old).with("paths", switchPaths()).runOn(source).lines();
    const QString cmdeploy =
        findCheckout().with("mailboxes", seen.config->mailboxesDir).runOn(source).text();
    seen.checkout = cmdeploy.left(cmdeploy.lastIndexOf(u"/scripts/cmdeploy"));
    seen.readOnly =
        readOnlyFolders().with("mailboxes", seen.config->mailboxesDir).runOn(source).lines();
    measure(source, profile, facts, seen);
    for (const int port : publicTcpPorts) {
        const auto serves = [&](const Listener &listener) { return listener.port == port; };
        if (!std::ranges::any_of(seen.listening, serves))
            seen.silentPorts << QString::number(port);
    }
    seen.queued = countIn(countQueue().runOn(source).text());
    return seen;
}

TargetSnapshot surveyTarget(Host &target, const QString &mailboxesDir)
{
    TargetSnapshot seen;
    seen.relayFiles = listExisting(Role::New).with("paths", relayOnly).runOn(target).lines();
    seen.listening = listenersInTheWay(target);
    const QStringList lines = freeSpace().with("mailboxes", mailboxesDir).runOn(target).lines();
    const QStringList free = lines.value(0).simplified().split(u' ');
    seen.freeBytes = amountIn(free.value(0)).value_or(0);
    if (amountIn(free.value(1)).value_or(0) > 0)
        seen.freeFiles = amountIn(free.value(2)).value_or(0);
    for (const QString &line : lines.mid(1)) {
        const QStringList other = line.simplified().split(u' ');
        if (other.value(1) != free.value(3))
            seen.freeElsewhere[other.value(1)] = amountIn(other.value(0)).value_or(0);
    }
    return seen;
}

QString pagesFolder(const Profile &profile, const RelayConfig &config)
{
    // cmdeploy runs in the checkout.
    return QDir::cleanPath(QDir(profile.checkout).filePath(config.wwwFolder));
}

CheckoutSnapshot surveyCheckout(Host &admin, const Profile &profile)
{
    const auto has = [&](const QString &path) {
        return hasFile().with("path", path).runOn(admin).exitCode == 0;
    };
    CheckoutSnapshot seen;
    QStringList programs{u"git"_s, u"rsync"_s, u"ssh"_s, u"ssh-keygen"_s};
    if (profile.dns.method == DnsMethod::Rfc2136)
        programs << u"nsupdate"_s;
    seen.missingPrograms =
        missingPrograms(Role::Admin).with("programs", programs).runOn(admin).lines();
    const QString folder = profile.checkout;
    seen.hasCmdeploy = !folder.isEmpty() && has(folder + u"/scripts/cmdeploy"_s);
    if (!seen.hasCmdeploy) {
        seen.hasRoom =
            isRoom().with("folder", folderForCheckout(profile)).runOn(admin).exitCode == 0;
        return seen;
    }
    seen.hasEnvironment = has(folder + u"/venv/bin/cmdeploy"_s);
    seen.knowsStages = findStages().with("checkout", folder).runOn(admin).exitCode == 0;
    seen.ini = readIni().with("ini", profile.iniPath()).runOn(admin).out;
    seen.config = parseRelayConfig(seen.ini);
    if (seen.config && !seen.config->wwwFolder.isEmpty() && seen.config->wwwFolder != u"disabled")
        seen.hasPages = has(pagesFolder(profile, *seen.config));
    if (!seen.missingPrograms.contains(u"git"_s)) {
        seen.commit = readCommit().with("checkout", folder).runOn(admin).text();
        seen.patch = readPatch().with("checkout", folder).runOn(admin).out;
        seen.release = readTag().with("checkout", folder).runOn(admin).text();
    }
    return seen;
}

} // namespace relaymove
