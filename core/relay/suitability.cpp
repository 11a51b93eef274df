#include "core/relay/suitability.h"

#include "core/base/said.h"
#include "core/relay/careful.h"
#include "core/relay/release.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Case
{
    const Profile &profile;
    const Facts &facts;
    const Surroundings &seen;
    MoveAddresses addresses;
};
struct Check
{
    QList<Objection> (*objections)(const Case &);
    const char16_t *what;
};

QList<Objection> unless(bool fine, Role where, const QString &what, const QString &wayOut)
{
    return fine ? QList<Objection>{} : QList<Objection>{{where, what, wayOut}};
}

QList<Objection> profileIsComplete(const Case &c)
{
    QList<Objection> found;
    for (const Profile::Problem &problem : c.profile.problems())
        found << Objection{Role::Admin, problem.sentence, u"Correct it in the profile."_s};
    return found;
}

QList<Objection> hostsAreTwo(const Case &c)
{
    return unless(c.seen.oldHost.identity != c.seen.newHost.identity, Role::New,
                  u"OLD and NEW are the same machine."_s,
                  u"Give the address of the machine that the relay is to move to."_s);
}

QList<Objection> hostsAreDebian12(const Case &c)
{
    const auto check = [](Role role, const HostSeen &host) {
        return unless(host.system == u"debian 12", role,
                      u"%1 is not Debian 12 but %2."_s.arg(roleName(role), host.system),
                      u"cmdeploy and this move are for Debian 12 machines."_s);
    };
    return check(Role::Old, c.seen.oldHost) + check(Role::New, c.seen.newHost);
}

QList<Objection> loginsAreRoot(const Case &c)
{
    const auto check = [](Role role, const HostSeen &host) {
        return unless(
            host.isRoot, role, u"The log-in on %1 is not root."_s.arg(roleName(role)),
            u"Set \"User root\" for this host in ~/.ssh/config; cmdeploy needs root as well."_s);
    };
    return check(Role::Old, c.seen.oldHost) + check(Role::New, c.seen.newHost);
}

// With a terminal: apt asks before it installs.
QString installOn(const QString &host, const QString &package)
{
    return quoted(
        {u"ssh"_s, u"-t"_s, u"root@"_s + host.section(u'@', -1), u"apt"_s, u"install"_s, package});
}

QList<Objection> hostsHavePrograms(const Case &c)
{
    QList<Objection> found;
    // nft on either and rsync on NEW are installed by the step that needs them.
    for (const QString &program : {u"rsync"_s, u"python3"_s})
        found += unless(!c.seen.oldHost.missingPrograms.contains(program), Role::Old,
                        u"%1 is missing on OLD."_s.arg(program),
                        u"Install it there: %1"_s.arg(installOn(c.profile.oldHost, program)));
    return found +
           unless(!c.seen.newHost.missingPrograms.contains(u"python3"_s), Role::New,
                  u"python3 is missing on NEW."_s,
                  u"Install it there: %1"_s.arg(installOn(c.profile.newHost, u"python3"_s)));
}

// Other ways to run a chatmail server have none of cmdeploy's files (relay-facts.md).
QList<Objection> notDeployed(const Case &c)
{
    const QString serving = c.seen.relay.listening.join(u", ");
    if (serving.contains(u"docker"))
        return {{Role::Old, u"OLD's ports are served from Docker's containers (%1)."_s.arg(serving),
                 u"This tool moves relays that cmdeploy made; move the containers' volumes by "
                 "Docker's own means."_s}};
    if (serving.contains(u"madmail") || serving.contains(u"maddy"))
        return {{Role::Old,
                 u"OLD is served by madmail (%1), not by what cmdeploy makes."_s.arg(serving),
                 u"This tool moves relays that cmdeploy made; see madmail's documentation."_s}};
    return {{Role::Old,
             u"OLD has no chatmail.ini of a deployed relay: %1."_s.arg(c.seen.relay.config.error()),
             u"Check the address of OLD: this is not where cmdeploy put a relay."_s}};
}

QList<Objection> oldIsThisRelay(const Case &c)
{
    const auto &config = c.seen.relay.config;
    if (!config)
        return notDeployed(c);
    return unless(
        config->domain == c.profile.domain, Role::Old,
        u"OLD serves %1, but the profile is about %2."_s.arg(config->domain, c.profile.domain),
        u"Correct the domain, or the address of OLD."_s);
}

QList<Objection> oldServesMail(const Case &c)
{
    QList<Objection> found;
    // Stopped by a cutover of ours, perhaps; a relay whose disk fails is saved as it is.
    if (!c.seen.relay.config || !c.facts.cutover.isEmpty() || isCareful(c.profile, c.facts))
        return found;
    for (const QString &unit : {u"postfix@-.service"_s, u"dovecot.service"_s})
        found += unless(
            c.seen.relay.systemd.active.contains(unit), Role::Old,
            u"%1 does not run on OLD."_s.arg(unit),
            u"Mend the relay on OLD first: only a relay that works can be moved and compared."_s);
    return found;
}

QList<Objection> oldCanBeWritten(const Case &c)
{
    // What such a disk can still be used for is for the steps to say.
    return unless(
        c.seen.relay.readOnly.isEmpty() || isCareful(c.profile, c.facts), Role::Old,
        u"OLD can't be written (%1): Linux does that to a disk that fails."_s.arg(
            c.seen.relay.readOnly.join(u", ")),
        u"If the disk is sound: mount -o remount,rw /. If it fails, say so in the profile "
        "(OLD's disk is failing): what can be read is copied then."_s);
}

// Debian 12's package of each program that this computer needs.
QStringList packagesOf(const QStringList &programs)
{
    QStringList packages;
    for (const QString &program : programs) {
        const QString package = program.startsWith(u"ssh") ? u"openssh-client"_s
                                : program == u"nsupdate"   ? u"bind9-dnsutils"_s
                                                           : program;
        if (!packages.contains(package))
            packages << package;
    }
    return packages;
}

QList<Objection> checkoutIsReady(const Case &c)
{
    const CheckoutSeen &checkout = c.seen.checkout;
    const QString path = c.profile.checkout;
    const QString onOld = c.seen.relay.checkout;
    if (!checkout.hasCmdeploy && !onOld.isEmpty())
        return {
            {Role::Admin,
             u"There is no scripts/cmdeploy in %1; OLD itself has it in %2."_s.arg(path, onOld),
             u"Fetch it, with its chatmail.ini: rsync -a --exclude venv root@%1:%2/ %3/ && cd %3 && scripts/initenv.sh"_s
                 .arg(c.profile.oldHost.section(u'@', -1), onOld, path)}};
    if (!checkout.hasCmdeploy)
        return {{Role::Admin, u"There is no scripts/cmdeploy in %1."_s.arg(path),
                 u"Clone https://github.com/chatmail/relay there, or correct the path."_s}};
    return unless(checkout.hasEnvironment, Role::Admin,
                  u"cmdeploy's Python environment is not there yet."_s,
                  u"Make it on this computer: cd %1 && scripts/initenv.sh"_s.arg(quoted({path}))) +
           unless(checkout.knowsStages, Role::Admin,
                  u"This checkout is older than release 1.8.0: it would activate NEW at once."_s,
                  u"Update it on this computer: cd %1 && git pull && scripts/initenv.sh"_s.arg(
                      quoted({path}))) +
           unless(checkout.missingPrograms.isEmpty(), Role::Admin,
                  u"Missing on this computer: %1."_s.arg(checkout.missingPrograms.join(u", ")),
                  u"Install on this computer: sudo apt install %1"_s.arg(
                      packagesOf(checkout.missingPrograms).join(u' ')));
}

// Whatever else differs is for the person to choose (release.h).
QList<Objection> domainsAgree(const Case &c)
{
    const auto &here = c.seen.checkout.config, &onOld = c.seen.relay.config;
    return unless(!here || !onOld || here->domain == onOld->domain, Role::Admin,
                  Said::tr("%1 is another relay's: its mail_domain is %2, but OLD serves %3.")
                      .arg(c.profile.iniPath(), here ? here->domain : QString(),
                           onOld ? onOld->domain : QString()),
                  Said::tr("Correct the folder of the checkout, or chatmail.ini, in the profile."));
}

QList<Objection> pagesAreThere(const Case &c)
{
    const CheckoutSeen &checkout = c.seen.checkout;
    return unless(!checkout.config || checkout.hasPages, Role::Admin,
                  u"%1 takes the website from %2, which is not on this computer."_s.arg(
                      c.profile.iniPath(),
                      checkout.config ? pagesFolder(c.profile, *checkout.config) : QString()),
                  u"Copy the pages there, or correct www_folder."_s);
}

QList<Objection> recordsLeadToOld(const Case &c)
{
    const AddressRecords &records = c.seen.records;
    if (records.v4.isEmpty() && records.v6.isEmpty())
        return {{Role::Dns, u"%1 has neither an A nor an AAAA record."_s.arg(c.profile.domain),
                 u"Check the domain: this is not where a relay is reached."_s}};
    // Once our own dns step was here, they may lead to NEW already.
    QStringList right{c.addresses.oldV4, c.addresses.oldV6};
    if (!c.facts.cutover.isEmpty())
        right << c.addresses.newV4 << c.addresses.newV6;
    QList<Objection> found;
    for (const QString &address : records.v4 + records.v6)
        found +=
            unless(right.contains(address), Role::Dns,
                   u"%1 leads to %2, which is not OLD's address."_s.arg(c.profile.domain, address),
                   u"Correct the address of OLD in the profile, or the record."_s);
    return found;
}

// Better now than in the cutover, where nobody waits for it.
QList<Objection> secretIsThere(const Case &c)
{
    return unless(c.seen.secretTrouble.isEmpty(), Role::Admin,
                  u"The key of the name server can't be read: %1"_s.arg(c.seen.secretTrouble),
                  u"Give it once more, or choose to enter the records by hand."_s);
}

QList<Objection> newHasAddresses(const Case &c)
{
    return unless(c.seen.records.v4.isEmpty() || !c.addresses.newV4.isEmpty(), Role::New,
                  u"%1 is reached over IPv4, but NEW has no public IPv4 address."_s.arg(
                      c.profile.domain),
                  u"Give NEW one; behind a translation, write it into the profile."_s) +
           unless(!c.addresses.newV4.isEmpty() || !c.addresses.newV6.isEmpty(), Role::New,
                  u"NEW has no public address."_s, u"Write it into the profile."_s) +
           unless(c.addresses.oldV4.isEmpty() || c.addresses.oldV4 != c.addresses.newV4, Role::New,
                  u"OLD and NEW have the same IPv4 address."_s, u"Correct the profile."_s);
}

QList<Objection> newIsFree(const Case &c)
{
    if (c.seen.isOurs)
        return {}; // what is there, this migration brought
    QList<Objection> found =
        unless(c.seen.target.relayFiles.isEmpty(), Role::New,
               u"NEW carries a relay already (%1)."_s.arg(c.seen.target.relayFiles.join(u", ")),
               u"Use a fresh Debian 12 machine: what is there would be overwritten."_s);
    return found + unless(c.seen.target.listening.isEmpty(), Role::New,
                          u"Something listens on the relay's ports on NEW: %1."_s.arg(
                              c.seen.target.listening.join(u", ")),
                          u"Remove it there, or use a fresh machine."_s);
}

QList<Objection> mailboxesFit(const Case &c)
{
    if (c.seen.isOurs || !c.seen.relay.config)
        return {}; // part of them is there already, and counted as taken
    constexpr qint64 forPackages = qint64(1) << 30;
    const RelaySeen &relay = c.seen.relay;
    const qint64 wanted = qMax(relay.bytes, relay.space) * 11 / 10 + forPackages;
    const auto megabytes = [](qint64 bytes) { return QString::number(bytes / 1'000'000); };
    return unless(c.seen.target.freeBytes >= wanted, Role::New,
                  u"NEW has %1 MB free, but %2 MB are needed."_s.arg(
                      megabytes(c.seen.target.freeBytes), megabytes(wanted)),
                  u"Give NEW a larger disk."_s) +
           unless(!c.seen.target.freeFiles || *c.seen.target.freeFiles > relay.messages * 3,
                  Role::New,
                  u"NEW's file system has room for %1 more files only."_s.arg(
                      c.seen.target.freeFiles.value_or(0)),
                  u"Make a file system with more inodes."_s);
}

QList<Objection> prospectsAreGood(const Case &c)
{
    return objectionsTo(c.seen.prospects, c.profile, QDateTime::currentDateTimeUtc());
}

const std::initializer_list<Check> checks{
    {profileIsComplete, u"the profile is complete"},
    {loginsAreRoot, u"both machines let this computer in as root"},
    {hostsAreTwo, u"OLD and NEW are two machines"},
    {hostsAreDebian12, u"both machines run Debian 12"},
    {hostsHavePrograms, u"both machines have the programs that are needed"},
    {oldIsThisRelay, u"OLD is the relay of this domain, made by cmdeploy"},
    {oldServesMail, u"OLD serves mail"},
    {oldCanBeWritten, u"OLD's disks can be written"},
    {checkoutIsReady, u"the checkout of chatmail/relay is ready for use"},
    {domainsAgree, u"chatmail.ini here is not another relay's"},
    {pagesAreThere, u"the relay's web pages are on this computer"},
    {recordsLeadToOld, u"the domain's records lead to OLD"},
    {newHasAddresses, u"NEW has the addresses that it needs"},
    {newIsFree, u"NEW carries nothing that would be overwritten"},
    {mailboxesFit, u"the mailboxes fit on NEW"},
    {secretIsThere, u"the key of the name server can be read"},
    {prospectsAreGood, u"ports, mail to others, clocks and certificate look well"},
};

// `wanted` if it is one of the host's, else its first.
QString choose(const QString &said, const QStringList &wanted, const QStringList &own)
{
    if (!said.isEmpty())
        return canonicalAddress(said);
    for (const QString &address : wanted) {
        if (own.contains(address))
            return address;
    }
    return own.value(0);
}

} // namespace

MoveAddresses addressesOf(const Profile &profile, const Surroundings &seen)
{
    const HostSeen &o = seen.oldHost, &n = seen.newHost;
    const QStringList reachedOld{o.connection.server}, reachedNew{n.connection.server};
    return {.oldV4 = choose(profile.oldV4, seen.records.v4 + reachedOld, o.addresses.v4),
            .oldV6 = choose(profile.oldV6, seen.records.v6 + reachedOld, o.addresses.v6),
            .newV4 = choose(profile.newV4, reachedNew, n.addresses.v4),
            .newV6 = choose(profile.newV6, reachedNew, n.addresses.v6)};
}

QList<Objection> objections(const Profile &profile, const Facts &facts, const Surroundings &seen)
{
    QList<Objection> found;
    for (const Judged &each : judged(profile, facts, seen))
        found += each.objections;
    return found;
}

QList<Judged> judged(const Profile &profile, const Facts &facts, const Surroundings &seen)
{
    const Case c{profile, facts, seen, addressesOf(profile, seen)};
    QList<Judged> list;
    for (const Check &check : checks)
        list << Judged{QString::fromUtf16(check.what), check.objections(c)};
    return list;
}

QStringList remarks(const Profile &profile, const Surroundings &seen)
{
    QStringList found = remarksOnRelease(seen.checkout);
    if (!seen.records.v6.isEmpty() && addressesOf(profile, seen).newV6.isEmpty())
        found << u"NEW has no IPv6 address: the AAAA record of %1 will be removed."_s.arg(
            profile.domain);
    if (seen.relay.queued > 100)
        found << u"%1 messages wait in OLD's queue; they move with it."_s.arg(seen.relay.queued);
    if (seen.relay.config && seen.relay.config->tls == TlsMode::External)
        found
            << u"The certificate in %1 is renewed by a tool of yours, which is not moved: set it up on NEW before the certificate ends."_s
                   .arg(seen.relay.config->certificate);
    if (!seen.relay.readOnly.isEmpty())
        found
            << u"OLD can't be written (%1). Its mailboxes and keys are copied and NEW is installed; the cutover needs an OLD that can hold connections, and comes when it can be written again."_s
                   .arg(seen.relay.readOnly.join(u", "));
    return found + remarksOn(seen.prospects, profile);
}

} // namespace relaymove
