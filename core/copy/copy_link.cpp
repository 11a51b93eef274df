#include "core/copy/copy_link.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/host/script_codes.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"
#include "core/relay/state_paths.h"
#include "core/salvage/salvage_copy.h"
#include "core/ssh/private_agent.h"

#include <QDateTime>
#include <QHostAddress>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// NEW by the name that only the open link knows: without the link nothing is reached,
// and rsync's host:path needs no brackets where NEW has IPv6 only.
constexpr auto linkShell = "ssh -S /run/relaymove/link -o ControlMaster=no -o BatchMode=yes";
constexpr auto linkName = "root@relaymove-new";

Action makeRunFolder()
{
    return {Role::Old, Purpose::Change, Command{"install", "-d", "-m", "0700", "/run/relaymove"},
            UserText::tr("a folder of root's only, gone at the next boot")};
}
Action writeGate()
{
    return {Role::New, Purpose::Change,
            Command::writeFile(QString::fromLatin1(gatePath), u"0700"_s, script("gate.sh"_L1)),
            UserText::tr("all that OLD may do on NEW: copies while it is fenced, scripts by name")};
}
Action writeLinkKey()
{
    return {Role::New, Purpose::Change, writeProgramFile(QString::fromLatin1(linkKeyPath)),
            UserText::tr("lets OLD in, and ends that")};
}
// For two days: who goes on moving the relay meanwhile admits it anew.
Action admitKey()
{
    return {
        Role::New, Purpose::Change,
        Command{linkKeyPath, "admit", "{migration}", "172800", "{mailboxes}"}.accepts(
            {0, scriptcode::untouched}),
        UserText::tr("NEW admits this migration's key to that gate only, from OLD's addresses, for "
                     "two days")};
}
// 127: it was never admitted, or all is tidied up.
Action dropKey()
{
    return {Role::New, Purpose::Change,
            Command{linkKeyPath, "drop", "{migration}"}.accepts({0, 127}),
            UserText::tr("NEW admits this migration's key no longer, and ends what came by it")};
}
Action pinNewKey()
{
    return {Role::Old, Purpose::Change,
            Command::writeFile(u"/run/relaymove/known_hosts"_s, u"0600"_s, {}),
            UserText::tr("OLD knows NEW's host key")};
}
Action linkIsUp()
{
    return {Role::Old, Purpose::Look,
            Command{"ssh", "-S", "/run/relaymove/link", "-O", "check", linkName}.accepts({0, 255}),
            UserText::tr("whether the link to NEW is up")};
}
Action stopLink()
{
    return {Role::Old, Purpose::Change,
            Command{"systemctl", "stop", "relaymove-link.service"}.accepts({0, 5}),
            UserText::tr("nothing of an earlier link is left")};
}
Action forgetLink()
{
    return {Role::Old, Purpose::Change,
            Command{"systemctl", "reset-failed", "relaymove-link.service"}.accepts({0, 1}),
            UserText::tr("nothing of an earlier link is left")};
}
Action startLink()
{
    return {
        Role::Old, Purpose::Change,
        Command{"systemd-run",
                "--quiet",
                "--collect",
                "--unit=relaymove-link",
                "--setenv=SSH_AUTH_SOCK",
                "--property=ExecStop=-/usr/bin/ssh -S /run/relaymove/link -O exit relaymove-new",
                "ssh",
                "-M",
                "-N",
                "-S",
                "/run/relaymove/link",
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "UserKnownHostsFile=/run/relaymove/known_hosts",
                "-o",
                "HostKeyAlias=relaymove-new",
                "-o",
                "HostName={link}",
                "-o",
                "Port={port}",
                "-o",
                "ServerAliveInterval=5",
                "-o",
                "ServerAliveCountMax=3",
                linkName}
            .withAgent(),
        UserText::tr("one connection to NEW for all copies; the key stays in this program")};
}
Action awaitLink()
{
    return {Role::Old, Purpose::Look, shell("await-link", {linkName}).within(30s),
            UserText::tr("until it is up")};
}

Action copyPaths(Disk disk)
{
    return {
        Role::Old, Purpose::Change,
        rsyncCommand({u"-rlptgoHR"_s, u"--delete"_s, u"--delete-missing-args"_s, u"{paths}"_s},
                     u"/state/"_s)
            .startedBy(salvageLauncher(disk, liveHang, u"/"_s)),
        overDisk(disk, UserText::tr("keys, certificates and other state, to a folder of their own "
                                    "on NEW"))};
}
// NEW takes what it was sent from there, by paths that this program names.
Action placeState()
{
    return {Role::New, Purpose::Change,
            shell("place-state", {"/var/lib/relaymove/state", "{paths}"})
                .accepts({0, scriptcode::untouched})
                .within(10min),
            UserText::tr("and from there each to its own path, if it may be there")};
}
// "No such file" only: a disk that fails has other answers, and then nobody knows.
Action goneOnOld()
{
    return {Role::Old, Purpose::Look,
            Command{"sh", "-c",
                    R"sh(for path; do LC_ALL=C stat -- "$path" 2>&1 >/dev/null |
    grep -q ': No such file or directory$' && echo "$path"; done; true)sh",
                    "which-are-gone", "{switches}"},
            UserText::tr("what the admin has removed: registration opened again, say")};
}
Action putByOnNew()
{
    return {Role::New, Purpose::Change,
            Command{"sh", "-c",
                    R"sh(install -d -m 0700 /var/lib/relaymove /var/lib/relaymove/gone || exit 1
for path; do [ ! -e "$path" ] || { mv -f -- "$path" /var/lib/relaymove/gone/ && echo "$path"; } || exit 1; done)sh",
                    "put-by", "{gone}"},
            UserText::tr("NEW has no more of it then")};
}

// OLD says some of them, and they become a part of NEW's authorized_keys.
QString plainAddress(const QString &said)
{
    const QHostAddress address(said);
    if (address.isNull() || !address.scopeId().isEmpty())
        throw refused(Role::Old, UserText::tr("OLD says that it comes from %1.").arg(said.left(60)),
                      UserText::tr("NEW lets OLD in from its addresses only: see to it "
                                   "that \"ip route get\" works there."));
    return address.toString();
}

QString admittedLine(const StepContext &context, const QString &key)
{
    QStringList from;
    for (const QString &address : {context.facts.addresses.oldV4, context.facts.addresses.oldV6,
                                   context.facts.addresses.link}) {
        if (!address.isEmpty() && !from.contains(plainAddress(address)))
            from << plainAddress(address);
    }
    // Should NEW be off when the key ends, sshd itself forgets it.
    const QString expiry =
        QDateTime::currentDateTimeUtc().addDays(3).toString(u"yyyyMMdd"_s) + u'Z';
    return u"restrict,from=\"%1\",expiry-time=\"%2\",command=\"%3 %4\" %5"_s.arg(
        from.join(u','), expiry, QString::fromLatin1(gatePath), context.profile.id, key);
}

// What NEW refuses, in its words.
void mustBeTaken(const Output &answer, const QString &what, const QString &remedy)
{
    if (answer.exitCode == scriptcode::untouched)
        throw refused(Role::New, what.arg(QString::fromUtf8(answer.err).trimmed()), remedy,
                      answer.err);
}

void admit(StepContext &context)
{
    const Output answer = context.run(
        admitKey().input(admittedLine(context, context.agent.publicKey()).toUtf8() + '\n'));
    mustBeTaken(answer, UserText::tr("NEW can't let OLD in: %1"),
                UserText::tr("Let root's authorized_keys be written there (lsattr, chattr -i), or "
                             "correct what it names."));
}

// rsync's --itemize-changes: a dot is an item whose attributes alone were changed.
bool tellsOfContents(const QStringList &itemized)
{
    return std::ranges::any_of(
        itemized, [](const QString &line) { return !line.isEmpty() && !line.startsWith(u'.'); });
}

} // namespace

Command rsyncCommand(QStringList options, const QString &destination)
{
    QStringList words{u"rsync"_s, u"-e"_s, QString::fromLatin1(linkShell)};
    return Command(words << options << QString::fromLatin1(linkName) + u':' + destination)
        .within(10min)
        .saysUpTo(mostOfRsync);
}

QByteArray linkShellCommand() { return QByteArray(linkShell) + ' ' + linkName; }

Plan linkPlan()
{
    using enum HostState;
    Plan plan{makeRunFolder(), linkIsUp(), writeGate(),  writeLinkKey(), admitKey(),
              pinNewKey(),     stopLink(), forgetLink(), startLink(),    awaitLink()};
    // NEW in `settled`, too: an OLD that was taken for lost returns, and has to be led to NEW.
    return during(plan, {Serving, Held, Committed, Fenced, Filled, Open, Settled});
}

void openLink(StepContext &context)
{
    context.run(makeRunFolder());
    if (context.run(linkIsUp()).exitCode == 0) {
        admit(context); // for as long again
        return;
    }
    context.run(writeGate());
    context.run(writeLinkKey());
    admit(context);
    const PinnedHostKey &key = context.profile.newKey;
    const QByteArray known = u"relaymove-new %1 %2\n"_s.arg(key.type, key.blob).toUtf8();
    context.run(pinNewKey().input(known));
    context.run(stopLink());
    context.run(forgetLink());
    const Facts &facts = context.facts;
    context.run(startLink()
                    .with("link", facts.addresses.newV4.isEmpty() ? facts.addresses.newV6
                                                                  : facts.addresses.newV4)
                    .with("port", QString::number(facts.addresses.newSshPort)));
    context.run(awaitLink());
}

void keepLink(StepContext &context)
{
    if (context.run(linkIsUp()).exitCode != 0)
        openLink(context);
}

Plan closeLinkPlan()
{
    using enum HostState;
    Plan plan{dropKey(), stopLink()};
    return during(plan, {Serving, Held, Committed, Forwarding, Fenced, Filled, Open, Settled});
}

void closeLink(StepContext &context)
{
    context.run(dropKey());
    context.run(stopLink());
}

Plan stateCopyPlan(std::initializer_list<Disk> disks)
{
    Plan plan{placeState(), goneOnOld(), putByOnNew()};
    for (const Disk disk : disks)
        plan.push_back(copyPaths(disk));
    return plan;
}

bool copyState(StepContext &context, const QStringList &paths)
{
    runCopy(context, Copy::State, u"/"_s, copyPaths(diskOf(context)).with("paths", paths));
    const Output placed = context.run(placeState().with("paths", paths));
    mustBeTaken(
        placed, UserText::tr("NEW does not take this from OLD: %1"),
        UserText::tr("Let tls_external_cert_and_key lead to files in PEM format whose names "
                     "end in .pem, .crt, .cer or .key."));
    QStringList gone = context.run(goneOnOld().with("switches", switchPaths())).lines();
    gone.removeIf([](const QString &path) { return !switchPaths().contains(path); }); // OLD's word
    const bool wentOnNew =
        !gone.isEmpty() && !context.run(putByOnNew().with("gone", gone)).out.isEmpty();
    return wentOnNew || tellsOfContents(placed.lines());
}

} // namespace relaymove
