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

Command connect() { return {"echo", letInWord}; }
Command readSystem() { return Command{"cat", "/etc/os-release"}.accepts({0, 1}); }
// Clones share a machine id, containers of one kernel a boot id: both together
// are one machine.
Command readIdentity() { return {"cat", "/etc/machine-id", "/proc/sys/kernel/random/boot_id"}; }
Command listAddresses() { return {"ip", "-j", "addr"}; }
Command readConnection() { return {"sh", "-c", R"(printf %s "$SSH_CONNECTION")"}; }

Command readConfig()
{
    return Command{"cat", "/usr/local/lib/chatmaild/chatmail.ini"}.accepts({0, 1});
}
Command listActive()
{
    return {"systemctl",
            "list-units",
            "--plain",
            "--no-legend",
            "--no-pager",
            "--state=active",
            "--type=service,socket,timer,path"};
}
Command listEnabled()
{
    return {"systemctl",   "list-unit-files", "--plain",
            "--no-legend", "--no-pager",      "--state=enabled"};
}
Command listOwnUnits()
{
    return {"find", "/etc/systemd/system", "-maxdepth", "1", "-type", "f", "-printf", "%f\\n"};
}
Command listMentioning()
{
    return Command{"grep", "-lsrE", "chatmail|vmail", "--include=*.service", "/etc/systemd/system"}
        .accepts({0, 1});
}
Command listExisting()
{
    return {"sh", "-c", R"(for path; do [ -e "$path" ] && echo "$path"; done; true)", "which-exist",
            "{paths}"};
}
// Who runs cmdeploy on the relay itself has the checkout there: /home/NAME/src/relay is the
// deepest that is looked at. The mailboxes, which may be many, are not.
Command findCheckout()
{
    return Command{"find",        "/root", "/home",  "/opt",        "/srv",  "-maxdepth",
                   "5",           "(",     "-path",  "/home/vmail", "-o",    "-path",
                   "{mailboxes}", ")",     "-prune", "-o",          "-path", "*/scripts/cmdeploy",
                   "-print",      "-quit"}
        .accepts({0, 1});
}
Command measureMailboxes() { return shell("count-mailboxes", {"{mailboxes}", "{past}"}); }
// access() knows a read-only file system, for root too; nothing is written. What lies below
// a layer of ours is read-only still.
Command readOnlyFolders()
{
    return {"sh",
            "-c",
            R"(layer=$1; shift
[ ! -d "$layer" ] || echo /etc
for path; do [ ! -e "$path" ] || [ -w "$path" ] || echo "$path"; done)",
            "read-only",
            memoryLayer,
            "/etc",
            "/var/spool/postfix",
            "{mailboxes}"};
}
Command countQueue()
{
    return Command{
        "sh", "-c",
        "cd /var/spool/postfix && find incoming active deferred hold maildrop -type f | wc -l",
        "count-queue"}
        .within(120s);
}
Command freeSpace() { return shell("free-space", {"{mailboxes}"}); }

Command hasFile() { return Command{"test", "-x", "{path}"}.accepts({0, 1}); }
Command isRoom()
{
    return Command{"sh", "-c", R"_([ ! -e "$1" ] || { [ -d "$1" ] && [ -z "$(ls -A "$1")" ]; })_",
                   "is-room", "{folder}"}
        .accepts({0, 1});
}
Command readPatch() { return Command{"git", "-C", "{checkout}", "diff"}.accepts({0, 128, 129}); }
Command readTag()
{
    return Command{"git", "-C", "{checkout}", "describe", "--tags"}.accepts({0, 128});
}
// Checkouts older than 1.8.0 ignore CMDEPLOY_STAGES and would activate NEW fully.
Command findStages()
{
    return Command{"grep", "-rqs", "--include=*.py", "CMDEPLOY_STAGES", "{checkout}/cmdeploy"}
        .accepts({0, 1, 2});
}
Command readIni() { return Command{"cat", "{ini}"}.accepts({0, 1}); }

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
        const Output output = host.run(connect());
        if (output.text().contains(QLatin1StringView(letInWord)))
            return;
        said = output.out + output.err;
    } catch (const Failure &failure) {
        if (failure.kind != FailureKind::CommandFailed)
            throw;
        said = failure.raw;
    }
    throw Failure{
        .kind = FailureKind::NotAuthorised,
        .where = host.role(),
        .arguments = {roleName(host.role()), QString(), QString::fromUtf8(said).simplified()},
        .raw = said};
}

Plan planFor(Role role, std::initializer_list<std::pair<Command, QString>> commands)
{
    Plan plan;
    for (const auto &[command, why] : commands)
        plan.push_back({role, Purpose::Look, command, why});
    return plan;
}

Plan listenersPlan(Role role, const QList<Command> &commands, const QString &why)
{
    Plan plan;
    for (const Command &command : commands)
        plan.push_back({role, Purpose::Look, command, why});
    return plan;
}

Plan hostPlan(Role role)
{
    return planFor(role, {{connect(), UserText::tr("whether the host lets us in")},
                          {readSystem(), UserText::tr("whether it is Debian 12")},
                          {readIdentity(), UserText::tr("whether OLD and NEW are two machines")},
                          {listAddresses(), UserText::tr("the host's own addresses")},
                          {readConnection(), UserText::tr("how the host sees this computer")},
                          {missingPrograms(), UserText::tr("programs that the move needs")}});
}

// A folder that hangs, and that nobody knows of yet: what was counted before has to do.
void measure(Host &source, const Profile &profile, const Facts &facts, RelaySnapshot &seen)
{
    const QString folder = seen.config->mailboxesDir;
    const bool careful = isSalvage(profile, facts);
    const Command measuring = measureMailboxes()
                                  .with("mailboxes", folder)
                                  .with("past", pastWhatHangs(facts, folder))
                                  .within(careful ? 60s : 600s);
    try {
        const QStringList said = source.run(measuring).lines();
        const QStringList counts = said.value(0).split(u' ');
        seen.links = said.mid(1);
        seen.mailboxes = countIn(counts.value(0));
        seen.messages = amountIn(counts.value(1)).value_or(0);
        seen.bytes = amountIn(counts.value(2)).value_or(0);
        seen.space = amountIn(counts.value(3)).value_or(0);
    } catch (const Failure &failure) {
        if (!careful || failure.kind != FailureKind::CommandTimedOut)
            throw;
        seen.mailboxes = countMailboxes(source, folder);
        seen.messages = facts.messages;
        seen.bytes = facts.bytes;
    }
}

} // namespace

Command missingPrograms()
{
    return {"sh", "-c", R"(for name; do command -v "$name" >/dev/null || echo "$name"; done)",
            "missing-programs", "{programs}"};
}
Command readVersion() { return Command{"cat", "/etc/chatmail-version"}.accepts({0, 1}); }
Command readCommit()
{
    return Command{"git", "-C", "{checkout}", "rev-parse", "HEAD"}.accepts({0, 128});
}

Plan surveyPlan()
{
    Plan plan = hostPlan(Role::Old);
    append(
        plan,
        {hostPlan(Role::New),
         planFor(Role::Old,
                 {{readConfig(), UserText::tr("domain, certificates, where the mailboxes are")},
                  {readVersion(), UserText::tr("the deployed release")},
                  {listActive(), UserText::tr("which services run")},
                  {listEnabled(), UserText::tr("which services a boot starts")},
                  {listOwnUnits(), UserText::tr("which units cmdeploy wrote")},
                  {listMentioning(), UserText::tr("which of them are the relay's")},
                  {listExisting(), UserText::tr("files that only some relays have")},
                  {findCheckout(), UserText::tr("whether cmdeploy is run there")},
                  {measureMailboxes(), UserText::tr("how much there is to copy")},
                  {readOnlyFolders(), UserText::tr("whether its disk can be written")},
                  {countQueue(), UserText::tr("how many messages wait in the queue")},
                  {routeTo(), UserText::tr("by which address OLD reaches NEW")}}),
         mailboxesTherePlan(),
         listenersPlan(Role::Old, listenerCommands(),
                       UserText::tr("which public ports are served, and by what")),
         planFor(Role::New, {{listExisting(), UserText::tr("whether another relay is there")},
                             {freeSpace(), UserText::tr("whether the mailboxes fit")}}),
         listenersPlan(Role::New, inTheWayCommands(),
                       UserText::tr("whether something else uses the ports")),
         planFor(
             Role::Admin,
             {{hasFile(), UserText::tr("whether the checkout is ready")},
              {isRoom(), UserText::tr("where it is not there: whether nothing else is")},
              {findStages(), UserText::tr("whether this cmdeploy can install without activating")},
              {readCommit(), UserText::tr("which release the checkout is")},
              {readPatch(), UserText::tr("what you changed in it and did not commit")},
              {readTag(), UserText::tr("whether it is newer than what Relaymove was tried with")},
              {readIni(), UserText::tr("the configuration that NEW will get")},
              {missingPrograms(), UserText::tr("programs that cmdeploy needs here")},
              {routeTo(), UserText::tr("by which address this computer reaches NEW")}})});
    return plan;
}

HostSnapshot surveyHost(Host &host)
{
    refuseForcedCommand(host);
    HostSnapshot seen;
    seen.system = osRelease(host.run(readSystem()));
    if (seen.system != u"debian 12")
        return seen;
    seen.identity = host.run(readIdentity()).text();
    seen.addresses = publicAddresses(host.run(listAddresses()).out).value_or(Addresses{});
    seen.connection = sshConnection(host.run(readConnection()).text());
    seen.missingPrograms =
        host.run(
                missingPrograms().with("programs", QStringList{u"rsync"_s, u"python3"_s, u"nft"_s}))
            .lines();
    return seen;
}

RelaySnapshot surveyRelay(Host &source, const Profile &profile, const Facts &facts)
{
    RelaySnapshot seen;
    seen.ini = source.run(readConfig()).out;
    seen.config = parseRelayConfig(seen.ini);
    seen.listening = publicListeners(source);
    if (!seen.config)
        return seen;
    const QByteArray version = source.run(readVersion()).out;
    const qsizetype line = version.indexOf('\n');
    // git is given it as a word of its own, which must not be an option.
    static const QRegularExpression commit(uR"(^[0-9a-f]{7,64}(?=\s|$))"_s);
    seen.version =
        commit.match(QString::fromUtf8(version.first(line < 0 ? version.size() : line))).captured();
    seen.patch = line < 0 ? QByteArray() : version.mid(line + 1);
    seen.systemd = {.ownFiles = source.run(listOwnUnits()).lines(),
                    .mentioning = fileNames(source.run(listMentioning())),
                    .active = firstWords(source.run(listActive())),
                    .enabled = firstWords(source.run(listEnabled()))};
    seen.extraFiles = source.run(listExisting().with("paths", switchPaths())).lines();
    const QString cmdeploy =
        source.run(findCheckout().with("mailboxes", seen.config->mailboxesDir)).text();
    seen.checkout = cmdeploy.left(cmdeploy.lastIndexOf(u"/scripts/cmdeploy"));
    seen.readOnly =
        source.run(readOnlyFolders().with("mailboxes", seen.config->mailboxesDir)).lines();
    measure(source, profile, facts, seen);
    for (const int port : publicTcpPorts) {
        const auto serves = [&](const Listener &listener) { return listener.port == port; };
        if (!std::ranges::any_of(seen.listening, serves))
            seen.silentPorts << QString::number(port);
    }
    seen.queued = countIn(source.run(countQueue()).text());
    return seen;
}

TargetSnapshot surveyTarget(Host &target, const QString &mailboxesDir)
{
    TargetSnapshot seen;
    seen.relayFiles = target.run(listExisting().with("paths", relayOnly)).lines();
    seen.listening = listenersInTheWay(target);
    const QStringList lines = target.run(freeSpace().with("mailboxes", mailboxesDir)).lines();
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
        return admin.run(hasFile().with("path", path)).exitCode == 0;
    };
    CheckoutSnapshot seen;
    QStringList programs{u"git"_s, u"rsync"_s, u"ssh"_s, u"ssh-keygen"_s};
    if (profile.dns.method == DnsMethod::Rfc2136)
        programs << u"nsupdate"_s;
    seen.missingPrograms = admin.run(missingPrograms().with("programs", programs)).lines();
    const QString folder = profile.checkout;
    seen.hasCmdeploy = !folder.isEmpty() && has(folder + u"/scripts/cmdeploy"_s);
    if (!seen.hasCmdeploy) {
        seen.hasRoom = admin.run(isRoom().with("folder", folderForCheckout(profile))).exitCode == 0;
        return seen;
    }
    seen.hasEnvironment = has(folder + u"/venv/bin/cmdeploy"_s);
    seen.knowsStages = admin.run(findStages().with("checkout", folder)).exitCode == 0;
    seen.ini = admin.run(readIni().with("ini", profile.iniPath())).out;
    seen.config = parseRelayConfig(seen.ini);
    if (seen.config && !seen.config->wwwFolder.isEmpty() && seen.config->wwwFolder != u"disabled")
        seen.hasPages = has(pagesFolder(profile, *seen.config));
    if (!seen.missingPrograms.contains(u"git"_s)) {
        seen.commit = admin.run(readCommit().with("checkout", folder)).text();
        seen.patch = admin.run(readPatch().with("checkout", folder)).out;
        seen.release = admin.run(readTag().with("checkout", folder)).text();
    }
    return seen;
}

} // namespace relaymove
