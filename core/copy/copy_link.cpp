#include "core/copy/copy_link.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/host/script_codes.h"
#include "core/migration/placeholders.h"
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

Command makeRunFolder() { return {"install", "-d", "-m", "0700", "/run/relaymove"}; }
Command writeGate()
{
    return Command::writeFile(QString::fromLatin1(gatePath), u"0700"_s, script("gate.sh"_L1));
}
Command writeLinkKey() { return writeProgramFile(QString::fromLatin1(linkKeyPath)); }
// For two days: who goes on moving the relay meanwhile admits it anew.
Command admitKey()
{
    return Command{linkKeyPath, "admit", "{migration}", "172800", "{mailboxes}"}.accepts(
        {0, scriptcode::untouched});
}
// 127: it was never admitted, or all is tidied up.
Command dropKey() { return Command{linkKeyPath, "drop", "{migration}"}.accepts({0, 127}); }
Command pinNewKey() { return Command::writeFile(u"/run/relaymove/known_hosts"_s, u"0600"_s, {}); }
Command linkIsUp()
{
    return Command{"ssh", "-S", "/run/relaymove/link", "-O", "check", linkName}.accepts({0, 255});
}
Command stopLink()
{
    return Command{"systemctl", "stop", "relaymove-link.service"}.accepts({0, 5});
}
Command forgetLink()
{
    return Command{"systemctl", "reset-failed", "relaymove-link.service"}.accepts({0, 1});
}
Command startLink()
{
    return Command{"systemd-run",
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
        .withAgent();
}
Command awaitLink() { return shell("await-link", {linkName}).within(30s); }

Command copyPaths()
{
    return rsyncCommand({u"-rlptgoHR"_s, u"--delete"_s, u"--delete-missing-args"_s, u"{paths}"_s},
                        u"/state/"_s);
}

Command salvagePaths() { return copyPaths().startedBy(salvageLauncher(liveHang, u"/"_s)); }
// NEW takes what it was sent from there, by paths that this program names.
Command placeState()
{
    return shell("place-state", {"/var/lib/relaymove/state", "{paths}"})
        .accepts({0, scriptcode::untouched})
        .within(10min);
}
// "No such file" only: a disk that fails has other answers, and then nobody knows.
Command goneOnOld()
{
    return {"sh", "-c",
            R"sh(for path; do LC_ALL=C stat -- "$path" 2>&1 >/dev/null |
    grep -q ': No such file or directory$' && echo "$path"; done; true)sh",
            "which-are-gone", "{switches}"};
}
Command putByOnNew()
{
    return {"sh", "-c",
            R"sh(install -d -m 0700 /var/lib/relaymove /var/lib/relaymove/gone || exit 1
for path; do [ ! -e "$path" ] || { mv -f -- "$path" /var/lib/relaymove/gone/ && echo "$path"; } || exit 1; done)sh",
            "put-by", "{gone}"};
}

// OLD says some of them, and they become a part of NEW's authorized_keys.
QString plainAddress(const QString &said)
{
    const QHostAddress address(said);
    if (address.isNull() || !address.scopeId().isEmpty())
        throw Failure{
            .kind = FailureKind::Refused,
            .where = Role::Old,
            .arguments = {UserText::tr("OLD says that it comes from %1.").arg(said.left(60)),
                          UserText::tr("NEW lets OLD in from its addresses only: see to it "
                                       "that \"ip route get\" works there.")}};
    return address.toString();
}

QString admittedLine(const StepContext &context, const QString &key)
{
    QStringList from;
    for (const QString &address :
         {context.facts.oldV4, context.facts.oldV6, context.facts.linkAddress}) {
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
        throw Failure{.kind = FailureKind::Refused,
                      .where = Role::New,
                      .arguments = {what.arg(QString::fromUtf8(answer.err).trimmed()), remedy},
                      .raw = answer.err};
}

void admit(StepContext &context)
{
    const Output answer = context.target.run(
        withFacts(admitKey(), context.profile, context.facts)
            .input(admittedLine(context, context.agent.publicKey()).toUtf8() + '\n'));
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
    Plan plan{
        {Role::Old, Purpose::Change, makeRunFolder(),
         UserText::tr("a folder of root's only, gone at the next boot")},
        {Role::Old, Purpose::Look, linkIsUp(), UserText::tr("whether the link to NEW is up")},
        {Role::New, Purpose::Change, writeGate(),
         UserText::tr("all that OLD may do on NEW: copies while it is fenced, scripts by name")},
        {Role::New, Purpose::Change, writeLinkKey(), UserText::tr("lets OLD in, and ends that")},
        {Role::New, Purpose::Change, admitKey(),
         UserText::tr(
             "NEW admits this migration's key to that gate only, from OLD's addresses, for "
             "two days")},
        {Role::Old, Purpose::Change, pinNewKey(), UserText::tr("OLD knows NEW's host key")},
        {Role::Old, Purpose::Change, stopLink(),
         UserText::tr("nothing of an earlier link is left")},
        {Role::Old, Purpose::Change, forgetLink(),
         UserText::tr("nothing of an earlier link is left")},
        {Role::Old, Purpose::Change, startLink(),
         UserText::tr("one connection to NEW for all copies; the key stays in this program")},
        {Role::Old, Purpose::Look, awaitLink(), UserText::tr("until it is up")}};
    // NEW in `settled`, too: an OLD that was taken for lost returns, and has to be led to NEW.
    return during(plan, {Serving, Held, Committed, Fenced, Filled, Open, Settled});
}

void openLink(StepContext &context)
{
    context.source.run(makeRunFolder());
    if (context.source.run(linkIsUp()).exitCode == 0) {
        admit(context); // for as long again
        return;
    }
    context.target.run(writeGate());
    context.target.run(writeLinkKey());
    admit(context);
    const PinnedHostKey &key = context.profile.newKey;
    const QByteArray known = u"relaymove-new %1 %2\n"_s.arg(key.type, key.blob).toUtf8();
    context.source.run(pinNewKey().input(known));
    context.source.run(stopLink());
    context.source.run(forgetLink());
    const Facts &facts = context.facts;
    context.source.run(startLink()
                           .with("link", facts.newV4.isEmpty() ? facts.newV6 : facts.newV4)
                           .with("port", QString::number(facts.newSshPort)));
    context.source.run(awaitLink());
}

void keepLink(StepContext &context)
{
    if (context.source.run(linkIsUp()).exitCode != 0)
        openLink(context);
}

Plan closeLinkPlan()
{
    using enum HostState;
    Plan plan{{Role::New, Purpose::Change, dropKey(),
               UserText::tr("NEW admits this migration's key no longer, and ends what came by it")},
              {Role::Old, Purpose::Change, stopLink(), UserText::tr("the link to NEW is closed")}};
    return during(plan, {Serving, Held, Committed, Forwarding, Fenced, Filled, Open, Settled});
}

void closeLink(StepContext &context)
{
    context.target.run(withFacts(dropKey(), context.profile, context.facts));
    context.source.run(stopLink());
}

Plan stateCopyPlan()
{
    return {{Role::Old, Purpose::Change, copyPaths(),
             UserText::tr("keys, certificates and other state, to a folder of their own on NEW")},
            {Role::Old, Purpose::Change, salvagePaths(),
             UserText::tr("the same over a disk that fails")},
            {Role::New, Purpose::Change, placeState(),
             UserText::tr("and from there each to its own path, if it may be there")},
            {Role::Old, Purpose::Look, goneOnOld(),
             UserText::tr("what the admin has removed: registration opened again, say")},
            {Role::New, Purpose::Change, putByOnNew(), UserText::tr("NEW has no more of it then")}};
}

bool copyState(StepContext &context, const QStringList &paths)
{
    const auto ready = [&](const Command &command) {
        return withFacts(command, context.profile, context.facts).with("paths", paths);
    };
    runCopy(context, {Copy::State, u"/"_s, ready(copyPaths()), ready(salvagePaths())});
    const Output placed = context.target.run(ready(placeState()));
    mustBeTaken(
        placed, UserText::tr("NEW does not take this from OLD: %1"),
        UserText::tr("Let tls_external_cert_and_key lead to files in PEM format whose names "
                     "end in .pem, .crt, .cer or .key."));
    QStringList gone = context.source.run(goneOnOld().with("switches", switchPaths())).lines();
    gone.removeIf([](const QString &path) { return !switchPaths().contains(path); }); // OLD's word
    const bool wentOnNew =
        !gone.isEmpty() && !context.target.run(putByOnNew().with("gone", gone)).out.isEmpty();
    return wentOnNew || tellsOfContents(placed.lines());
}

} // namespace relaymove
