#include "core/preflight/checks.h"

#include "core/base/user_text.h"
#include "core/preflight/checks_of_admin.h"
#include "core/preflight/move_addresses.h"
#include "core/preflight/release.h"
#include "core/relay/mailboxes_there.h"
#include "core/salvage/salvage.h"

#include <QHostAddress>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Check
{
    Verdict (*verdict)(const CheckInput &);
    const char *what;
    bool (*applies)(const CheckInput &) = nullptr; // to this move
};

bool areOne(const CheckInput &c)
{
    return c.bothAreKnown() && c.seen.oldHost.identity == c.seen.newHost.identity;
}

Verdict hostsAreTwo(const CheckInput &c)
{
    if (!c.bothAreKnown())
        return {};
    return unless(
        !areOne(c), Role::New, UserText::tr("OLD and NEW are the same machine."),
        UserText::tr("Give NEW's address in the profile: the machine that the relay is to "
                     "move to."));
}

Verdict hostsAreDebian12(const CheckInput &c)
{
    const auto check = [](Role role, const HostSnapshot &host, const QString &remedy) {
        return unless(host.system == u"debian 12", role,
                      UserText::tr("%1 is not Debian 12 but %2.")
                          .arg(roleName(role), host.system.isEmpty()
                                                   ? UserText::tr("another system")
                                                   : host.system),
                      remedy);
    };
    return check(Role::Old, c.seen.oldHost,
                 UserText::tr("cmdeploy and this move are for Debian 12: bring OLD to it first.")) +
           check(
               Role::New, c.seen.newHost,
               UserText::tr("cmdeploy and this move are for Debian 12: have NEW's provider install "
                            "it there."));
}

Verdict hostsHavePrograms(const CheckInput &c)
{
    const auto check = [](Role role, const HostSnapshot &seen, const QString &host,
                          const QString &program) {
        return unless(!seen.missingPrograms.contains(program), role,
                      UserText::tr("%1 is missing on %2.").arg(program, roleName(role)),
                      UserText::tr("Install it there: %1")
                          .arg(asRootOn(host, {u"apt"_s, u"install"_s, program})));
    };
    // nft on either and rsync on NEW are installed by the step that needs them.
    return asFarAs(c.bothAreKnown(),
                   check(Role::Old, c.seen.oldHost, c.profile.oldHost, u"rsync"_s) +
                       check(Role::Old, c.seen.oldHost, c.profile.oldHost, u"python3"_s) +
                       check(Role::New, c.seen.newHost, c.profile.newHost, u"python3"_s));
}

// Other ways to run a chatmail server have none of cmdeploy's files (relay-facts.md).
QList<Blocker> servedFromContainers(const CheckInput &c)
{
    for (const Listener &listener : c.seen.relay.listening) {
        if (!listener.container.isEmpty())
            return {
                {Role::Old,
                 UserText::tr("OLD's mail is served from %1's containers: %2.")
                     .arg(listener.container, listed(c.seen.relay.listening)),
                 UserText::tr("Relaymove moves relays that cmdeploy put onto the machine itself. "
                              "Move the containers with their volumes, as %1 does it.")
                     .arg(listener.container)}};
    }
    return {};
}

QList<Blocker> notDeployed(const CheckInput &c)
{
    const QString serving = listed(c.seen.relay.listening);
    if (serving.contains(u"madmail") || serving.contains(u"maddy"))
        return {{Role::Old,
                 UserText::tr("OLD is served by madmail (%1), not by what cmdeploy makes.")
                     .arg(serving),
                 UserText::tr("This tool moves relays that cmdeploy made; see madmail's "
                              "documentation.")}};
    if (const QList<Blocker> containers = servedFromContainers(c); !containers.isEmpty())
        return containers;
    return {{Role::Old,
             c.seen.relay.ini.isEmpty()
                 ? UserText::tr("OLD has no /usr/local/lib/chatmaild/chatmail.ini.")
                 : UserText::tr("OLD's /usr/local/lib/chatmaild/chatmail.ini can't be used: %1.")
                       .arg(c.seen.relay.config.error()),
             UserText::tr("Check OLD's address in the profile: this is not where cmdeploy put a "
                          "relay.")}};
}

Verdict oldIsThisRelay(const CheckInput &c)
{
    const auto &config = c.seen.relay.config;
    if (!c.seen.oldHost.isKnown())
        return {};
    if (!config)
        return notDeployed(c);
    if (QHostAddress address; address.setAddress(config->domain))
        return unless(
            false, Role::Old,
            UserText::tr("OLD serves the IP address %1: every user's mail address ends with "
                         "it, so such a relay can't move.")
                .arg(config->domain),
            UserText::tr("Set up a relay with a domain, and have your users make new "
                         "addresses there."));
    return unless(config->domain == c.profile.domain, Role::Old,
                  UserText::tr("OLD serves %1, but the profile is about %2.")
                      .arg(config->domain, c.profile.domain),
                  UserText::tr("Correct the domain or OLD's address in the profile."));
}

Verdict oldServesMail(const CheckInput &c)
{
    if (!c.seen.relay.config)
        return {};
    QList<Blocker> found;
    for (const QString &unit : {u"postfix@-.service"_s, u"dovecot.service"_s})
        found += unless(
            c.seen.relay.systemd.active.contains(unit), Role::Old,
            UserText::tr("%1 does not run on OLD.").arg(unit),
            UserText::tr("Only a relay that works can be moved and compared. If it is to run: %1")
                .arg(asRootOn(c.profile.oldHost, {u"systemctl"_s, u"restart"_s, unit})));
    // What cmdeploy made is there, but others have taken its place.
    const QList<Blocker> containers = servedFromContainers(c);
    return found.isEmpty() || containers.isEmpty() ? found : containers;
}

// Stopped by a cutover of ours, perhaps; a relay whose disk fails is saved as it is.
bool oldMustServe(const CheckInput &c)
{
    return c.facts.cutover.id.isEmpty() && !isSalvage(c.profile, c.facts);
}

Verdict oldCanBeWritten(const CheckInput &c)
{
    if (!c.seen.relay.config)
        return {};
    // What such a disk can still be used for is for the steps to say.
    return unless(
        c.seen.relay.readOnly.isEmpty() || isSalvage(c.profile, c.facts), Role::Old,
        UserText::tr("OLD can't be written (%1): Linux does that to a disk that fails.")
            .arg(c.seen.relay.readOnly.join(u", ")),
        UserText::tr("If the disk is sound: %1. If it fails, say so in the profile (OLD's disk is "
                     "failing): what can be read is copied then.")
            .arg(asRootOn(c.profile.oldHost, {u"mount"_s, u"-o"_s, u"remount,rw"_s, u"/"_s})));
}

// A volume that is not mounted after a reboot: its empty mount point would be copied.
Verdict mailboxesAreThere(const CheckInput &c)
{
    if (!c.seen.relay.config)
        return {};
    const RelaySnapshot &relay = c.seen.relay;
    QList<Blocker> found;
    if (areMissing(relay.mailboxes, c.facts))
        found << missingMailboxes(relay.mailboxes, c.facts.relay.mostMailboxes,
                                  relay.config->mailboxesDir, c.profile);
    // On a disk that fails nobody can put anything in their place: the passes ask.
    if (!relay.links.isEmpty() && !isSalvage(c.profile, c.facts))
        found << linkedMailboxes(relay.links);
    return found;
}

Blocker leadsElsewhere(const CheckInput &c, const QString &address)
{
    if (address == c.addresses.newV4 || address == c.addresses.newV6)
        return {Role::Dns,
                UserText::tr("%1 leads to NEW already (%2), where no mail is yet.")
                    .arg(c.profile.domain, address),
                UserText::tr("Set the record back to OLD's address at your DNS provider: Relaymove "
                             "changes it when NEW is ready.")};
    return {
        Role::Dns,
        UserText::tr("%1 leads to %2, which is not OLD's address.").arg(c.profile.domain, address),
        UserText::tr("Correct OLD's address in the profile, or the record at your DNS provider. "
                     "If it is a proxy's address, switch the proxy off for this name: mail does "
                     "not pass through it.")};
}

Verdict recordsLeadToOld(const CheckInput &c)
{
    const AddressRecords &records = c.seen.records;
    if (records.v4.isEmpty() && records.v6.isEmpty())
        return unless(
            false, Role::Dns,
            UserText::tr("%1 has neither an A nor an AAAA record.").arg(c.profile.domain),
            UserText::tr("Check the domain in the profile: no relay is reached under it."));
    if (!c.bothAreKnown())
        return {};
    // Once our own dns step was here, they may lead to NEW already.
    QStringList right{c.addresses.oldV4, c.addresses.oldV6};
    if (!c.facts.cutover.id.isEmpty())
        right << c.addresses.newV4 << c.addresses.newV6;
    QList<Blocker> found;
    for (const QString &address : records.v4 + records.v6) {
        if (!right.contains(address))
            found << leadsElsewhere(c, address);
    }
    return found;
}

Verdict newHasAddresses(const CheckInput &c)
{
    if (!c.bothAreKnown())
        return {};
    const QString byHand =
        UserText::tr("Have NEW's provider give it one. Where it has one that it does not know of "
                     "itself, behind a router: \"newV4\" (or \"newV6\") in the file of "
                     "relaymove-cli profile export; delete the profile and import that file.");
    return unless(c.seen.records.v4.isEmpty() || !c.addresses.newV4.isEmpty(), Role::New,
                  UserText::tr("%1 is reached over IPv4, but NEW has no public IPv4 address.")
                      .arg(c.profile.domain),
                  byHand) +
           unless(!c.addresses.newV4.isEmpty() || !c.addresses.newV6.isEmpty(), Role::New,
                  UserText::tr("NEW has no public address."), byHand) +
           unless(areOne(c) || c.addresses.oldV4.isEmpty() ||
                      c.addresses.oldV4 != c.addresses.newV4,
                  Role::New, UserText::tr("OLD and NEW have the same IPv4 address."),
                  UserText::tr("Correct OLD's or NEW's address in the profile."));
}

Verdict newIsFree(const CheckInput &c)
{
    if (!c.seen.newHost.isKnown() || areOne(c))
        return {};
    if (c.seen.isOurs)
        return QList<Blocker>{}; // what is there, this migration brought
    return unless(
               c.seen.target.relayFiles.isEmpty(), Role::New,
               UserText::tr("NEW carries a relay already (%1).")
                   .arg(c.seen.target.relayFiles.join(u", ")),
               UserText::tr("Use a fresh Debian 12 machine: what is there would be overwritten.")) +
           unless(c.seen.target.listening.isEmpty(), Role::New,
                  UserText::tr("Something listens on the relay's ports on NEW: %1.")
                      .arg(listed(c.seen.target.listening)),
                  UserText::tr("Remove it there, or use a fresh Debian 12 machine."));
}

Verdict mailboxesFit(const CheckInput &c)
{
    if (!c.seen.relay.config || !c.seen.newHost.isKnown())
        return {};
    if (c.seen.isOurs)
        return QList<Blocker>{}; // part of them is there already, and counted as taken
    constexpr qint64 forPackages = qint64(1) << 30;
    const RelaySnapshot &relay = c.seen.relay;
    const qint64 wanted = qMax(relay.bytes, relay.space) * 11 / 10 + forPackages;
    const auto megabytes = [](qint64 bytes) { return QString::number(bytes / 1'000'000); };
    QList<Blocker> elsewhere;
    for (const auto &[folder, bytes] : c.seen.target.freeElsewhere.asKeyValueRange())
        elsewhere += unless(bytes >= forPackages, Role::New,
                            UserText::tr("NEW has %1 MB free in %2, but %3 MB are needed.")
                                .arg(megabytes(bytes), folder, megabytes(forPackages)),
                            UserText::tr("Make room there, or use a machine with a larger disk."));
    return elsewhere +
           unless(c.seen.target.freeBytes >= wanted, Role::New,
                  UserText::tr("NEW has %1 MB free, but %2 MB are needed.")
                      .arg(megabytes(c.seen.target.freeBytes), megabytes(wanted)),
                  UserText::tr("Give NEW a larger disk, or use a larger machine.")) +
           unless(
               !c.seen.target.freeFiles || *c.seen.target.freeFiles > relay.messages * 3, Role::New,
               UserText::tr("NEW's file system has room for %1 more files only.")
                   .arg(c.seen.target.freeFiles.value_or(0)),
               UserText::tr("Make a file system with more inodes there, or use another machine."));
}

Verdict trialsAreGood(const CheckInput &c)
{
    if (!c.seen.trials)
        return {};
    return blockersOf(*c.seen.trials, c.profile, QDateTime::currentDateTimeUtc());
}

bool aKeyIsUsed(const CheckInput &c) { return c.profile.dns.method != DnsMethod::Manual; }

const std::initializer_list<Check> checks{
    {profileIsComplete, QT_TRANSLATE_NOOP("UserText", "the profile is complete")},
    {hostsAreTwo, QT_TRANSLATE_NOOP("UserText", "OLD and NEW are two machines")},
    {hostsAreDebian12, QT_TRANSLATE_NOOP("UserText", "both machines run Debian 12")},
    {hostsHavePrograms,
     QT_TRANSLATE_NOOP("UserText", "both machines have the programs that are needed")},
    {oldIsThisRelay,
     QT_TRANSLATE_NOOP("UserText", "OLD is the relay of this domain, made by cmdeploy")},
    {oldServesMail, QT_TRANSLATE_NOOP("UserText", "OLD serves mail"), oldMustServe},
    {mailboxesAreThere, QT_TRANSLATE_NOOP("UserText", "OLD's mailboxes are all there")},
    {oldCanBeWritten, QT_TRANSLATE_NOOP("UserText", "OLD's disks can be written")},
    {checkoutIsReady, QT_TRANSLATE_NOOP("UserText", "a checkout of chatmail/relay is there")},
    {domainsAgree, QT_TRANSLATE_NOOP("UserText", "chatmail.ini here is not another relay's")},
    {pagesAreThere, QT_TRANSLATE_NOOP("UserText", "the relay's web pages are on this computer")},
    {recordsLeadToOld, QT_TRANSLATE_NOOP("UserText", "the domain's records lead to OLD")},
    {newHasAddresses, QT_TRANSLATE_NOOP("UserText", "NEW has the addresses that it needs")},
    {newIsFree, QT_TRANSLATE_NOOP("UserText", "NEW carries nothing that would be overwritten")},
    {mailboxesFit, QT_TRANSLATE_NOOP("UserText", "the mailboxes fit on NEW")},
    {secretIsThere, QT_TRANSLATE_NOOP("UserText", "the key of the name server can be read"),
     aKeyIsUsed},
    {trialsAreGood,
     QT_TRANSLATE_NOOP("UserText", "ports, mail to others, clocks and certificate look fine")},
};

} // namespace

QList<Blocker> blockers(const Profile &profile, const Facts &facts, const PreflightSnapshot &seen)
{
    QList<Blocker> found;
    for (const CheckResult &each : checkResults(profile, facts, seen))
        found += each.blockers.value_or(QList<Blocker>{});
    return found;
}

QList<CheckResult> checkResults(const Profile &profile, const Facts &facts,
                                const PreflightSnapshot &seen)
{
    const CheckInput c{profile, facts, seen, addressesOf(profile, seen)};
    QList<CheckResult> list;
    for (const Check &check : checks) {
        if (!check.applies || check.applies(c))
            list << CheckResult{UserText::tr(check.what), check.verdict(c)};
    }
    return list;
}

QList<Advisory> advisories(const Profile &profile, const PreflightSnapshot &seen)
{
    QList<Advisory> found = advisoriesOnRelease(profile, seen.checkout);
    if (!seen.records.v6.isEmpty() && addressesOf(profile, seen).newV6.isEmpty())
        found << Advisory{
            UserText::tr("NEW will not serve by IPv6: the AAAA record of %1 will be removed.")
                .arg(profile.domain),
            UserText::tr("If it is to stay, have NEW's provider give it one first.")};
    if (seen.relay.config && seen.relay.mailboxes == 0)
        found << Advisory{
            UserText::tr("OLD has no mailboxes in %1.").arg(seen.relay.config->mailboxesDir),
            UserText::tr("Are they on a file system that is not mounted? Then mount it "
                         "first.")};
    if (seen.relay.queued > 100)
        found << Advisory{UserText::tr("%1 messages wait in OLD's queue; they move with it.")
                              .arg(seen.relay.queued),
                          UserText::tr("See what they wait for: %1")
                              .arg(asRootOn(profile.oldHost, {u"postqueue"_s, u"-p"_s}))};
    if (seen.relay.config && seen.relay.config->tls == TlsMode::External)
        found << Advisory{
            UserText::tr("The certificate in %1 is renewed by a tool of yours, which is "
                         "not moved.")
                .arg(seen.relay.config->certificate),
            UserText::tr("Set it up on NEW before the certificate ends.")};
    if (seen.relay.readOnly.contains(u"/etc"))
        found << Advisory{
            UserText::tr("OLD can't be written (%1). What this move writes there is kept in its "
                         "memory, and a reboot of OLD forgets it.")
                .arg(seen.relay.readOnly.join(u", ")),
            UserText::tr("Do not reboot OLD before the move is over.")};
    if (seen.trials)
        found += advisoriesOn(*seen.trials, profile);
    return found;
}

} // namespace relaymove
