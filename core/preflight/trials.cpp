#include "core/preflight/trials.h"

#include "core/base/amounts.h"
#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/cutover/outside_proof.h"
#include "core/dns/authority.h"
#include "core/migration/run_control.h"
#include "core/preflight/port_trial.h"
#include "core/profiles/profile.h"
#include "core/records/address_records.h"
#include "core/relay/certificate.h"
#include "core/relay/dkim.h"
#include "core/salvage/salvage.h"

#include <algorithm>
#include <cmath>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The check of a signature's time, a certificate's or a TSIG key's fails at 5 minutes;
// what is further apart than this is not kept by anybody.
constexpr double clockLimit = 60;
// acmetool renews when a third of a certificate's 90 days is left; a renewal that falls
// into the move fails, for DNS does not lead to NEW yet (relay-facts.md, "cmdeploy").
constexpr int renewalDays = 30;

Action readClock(Role where)
{
    return {where, Purpose::Look, Command{"date", "+%s.%N"},
            UserText::tr("whether the clocks agree")};
}
// Not print: mawk, which is Debian's, writes more than 2 GB as 4.29497e+09.
Action readMemory(Role where)
{
    return {where, Purpose::Look,
            Command{"awk", R"(/^MemTotal:/ { printf "%.0f\n", $2 * 1024 })", "/proc/meminfo"},
            UserText::tr("how much memory there is")};
}
Action probePort25()
{
    return {Role::New, Purpose::Look,
            Command{"timeout", "10", "bash", "-c", "exec 3<>\"/dev/tcp/$0/25\"", "{old}"}.accepts(
                {0, 1, 124}),
            UserText::tr("whether NEW may send mail")};
}
QList<Role> cmdeploysHosts(const Profile &profile)
{
    return profile.disableByCmdeploy ? QList<Role>{Role::New, Role::Old} : QList<Role>{Role::New};
}

double clockOf(Host &host)
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const double told = readClock(host.role()).runOn(host).text().toDouble();
    const double seen = std::isfinite(told) ? told : 0;
    const qint64 after = QDateTime::currentMSecsSinceEpoch();
    return seen - double(before + after) / 2000;
}

QStringList withoutName(StepContext &context, const QStringList &addresses)
{
    const DnsClient dns(context.control.stopForCommands());
    const auto hasName = [&](const QString &address) {
        try {
            return dns.pointers(address).contains(context.profile.domain);
        } catch (const Failure &) {
            return false; // no zone, no name
        }
    };
    QStringList found;
    for (const QString &address : addresses) {
        if (!hasName(address))
            found << address;
    }
    return found;
}

// As mail leaves NEW: over each family that both have.
void probeMailPorts(StepContext &context, const QStringList &oldAddresses,
                    const QStringList &newAddresses, TrialResults &seen)
{
    const auto isV6 = [](const QString &address) { return address.contains(u':'); };
    for (const QString &old : oldAddresses) {
        if (std::ranges::none_of(newAddresses,
                                 [&](const QString &own) { return isV6(own) == isV6(old); }))
            continue;
        const bool isOpen = context.run(probePort25().with("old", old)).exitCode == 0;
        (isOpen ? seen.reachedPort25 : seen.blockedPort25) << old;
    }
}

QList<Blocker> certificateLasts(const TrialResults &seen, const Profile &profile,
                                const QDateTime &now)
{
    if (!seen.certificateUntil)
        return {};
    const QString look = u"openssl x509 -noout -enddate -in "_s + seen.certificatePath;
    if (!seen.certificateUntil->isValid())
        return {
            {Role::Old,
             UserText::tr("OLD's certificate in %1 could not be read.").arg(seen.certificatePath),
             UserText::tr("See why, and mend it there: %1")
                 .arg(asRootOn(profile.oldHost, look.split(u' ')))}};
    if (*seen.certificateUntil >= now.addDays(renewalDays))
        return {};
    return {
        {Role::Old,
         UserText::tr("The certificate on OLD ends on %1: its renewal would fall into the move and "
                      "fail.")
             .arg(seen.certificateUntil->toString(u"yyyy-MM-dd"_s)),
         UserText::tr("Renew it on OLD first, as you always do, or with acmetool: %1")
             .arg(asRootOn(profile.oldHost, {u"acmetool"_s, u"reconcile"_s}))}};
}

// NEW signs with the same key; that it does not match would be found within the outage. What
// a failing disk does not give is another question.
QList<Blocker> dkimMatches(const TrialResults &seen, const Profile &profile)
{
    if (seen.dkimKey.isEmpty() || seen.dkimKey == seen.dkimInDns)
        return {};
    const QString name = dkimName(profile.domain);
    return {
        {Role::Dns,
         seen.dkimInDns.isEmpty()
             ? UserText::tr("DNS has no DKIM key at %1: other servers refuse the relay's mail.")
                   .arg(name)
             : UserText::tr("The DKIM key that OLD signs with is not the one in DNS at %1: other "
                            "servers refuse the relay's mail.")
                   .arg(name),
         UserText::tr("Enter it at your DNS provider, as a TXT record of %1: %2")
             .arg(name, u"v=DKIM1;k=rsa;p=%1;s=email;t=s"_s.arg(seen.dkimKey))}};
}

// Where only IPv6 is shut mail goes out all the same: servers try both.
bool sendsNothing(const TrialResults &seen)
{
    const bool isV4Blocked = std::ranges::any_of(
        seen.blockedPort25, [](const QString &address) { return !address.contains(u':'); });
    return isV4Blocked || (seen.reachedPort25.isEmpty() && !seen.blockedPort25.isEmpty());
}

QList<Blocker> clockIsRight(Role role, const QString &host, double ahead)
{
    if (qAbs(ahead) <= clockLimit)
        return {};
    const QString seconds = QString::number(qAbs(ahead), 'f', 0);
    return {{role,
             (ahead < 0 ? UserText::tr("%1's clock is %2 s behind this computer's.")
                        : UserText::tr("%1's clock is %2 s ahead of this computer's."))
                 .arg(roleName(role), seconds),
             UserText::tr("Set it right, unless this computer's is the wrong one: %1")
                 .arg(asRootOn(host, {u"timedatectl"_s, u"set-ntp"_s, u"true"_s}))}};
}

} // namespace

Plan trialsPlan(const Profile &profile)
{
    Plan plan{readClock(Role::Old),  readClock(Role::New),          readMemory(Role::Old),
              readMemory(Role::New), readCertificateEnd(Role::Old), readDkimKey(Role::Old),
              probePort25()};
    append(plan, {logInTrialPlan(), fenceWayPlan()});
    append(plan, {knownHostPlan(), portTrialPlan(), dnsAccessPlan(profile)});
    return plan;
}

TrialResults runTrials(StepContext &context, const RelaySnapshot &relay,
                       const QStringList &oldAddresses, const QStringList &newAddresses,
                       bool isFresh)
{
    TrialResults seen;
    seen.oldClock = clockOf(context.source);
    seen.newClock = clockOf(context.target);
    seen.oldMemory = amountIn(context.run(readMemory(Role::Old)).text()).value_or(0);
    seen.newMemory = amountIn(context.run(readMemory(Role::New)).text()).value_or(0);
    if (relay.config && relay.config->tls != TlsMode::SelfSigned) {
        seen.certificatePath =
            certificatePath(relay.config->tls, context.profile.domain, relay.config->certificate);
        seen.certificateUntil = certificateEnd(
            context.run(readCertificateEnd(Role::Old).with("certificate", seen.certificatePath))
                .text());
        // From a failing disk it is saved if it can be: acmetool gets another one on NEW.
        if (!seen.certificateUntil->isValid() && isSalvage(context.profile, context.facts))
            seen.certificateUntil.reset();
    }
    seen.dkimKey = dkimKeyOf(context.run(readDkimKey(Role::Old)).text());
    seen.dkimInDns = dkimKeyIn(
        DnsClient(context.control.stopForCommands()).texts(dkimName(context.profile.domain)));
    probeMailPorts(context, oldAddresses, newAddresses, seen);
    seen.logIn = tryToLogIn(context);
    seen.fenceWay = blockersOfFenceWay(context, newAddresses);
    for (const Role role : cmdeploysHosts(context.profile))
        seen.knownHosts << lookUpKnownHost(context, role);
    seen.unnamed = withoutName(context, newAddresses);
    seen.dnsTrouble = dnsAccessTrouble(context);
    if (isFresh && !newAddresses.isEmpty())
        seen.ports = tryPorts(context, newAddresses);
    return seen;
}

QList<Blocker> blockersOf(const TrialResults &seen, const Profile &profile, const QDateTime &now)
{
    QList<Blocker> found = clockIsRight(Role::Old, profile.oldHost, seen.oldClock) +
                           clockIsRight(Role::New, profile.newHost, seen.newClock) +
                           certificateLasts(seen, profile, now) + dkimMatches(seen, profile);
    const auto object = [&](bool when, Role where, const QString &what, const QString &remedy) {
        if (when)
            found << Blocker{where, what, remedy};
    };
    object(sendsNothing(seen), Role::New,
           UserText::tr("NEW can't reach port 25 of OLD (%1): its provider seems to block outgoing "
                        "mail.")
               .arg(seen.blockedPort25.join(u", "_s)),
           UserText::tr("Ask NEW's provider to open outgoing port 25."));
    object(!seen.ports.taken.isEmpty(), Role::New,
           UserText::tr("NEW could not listen on a relay's ports for a trial: %1.")
               .arg(seen.ports.taken.join(u", "_s)),
           UserText::tr("See what has them, and remove it: %1")
               .arg(asRootOn(profile.newHost, {u"ss"_s, u"-tulpn"_s})));
    object(!seen.ports.shut.isEmpty(), Role::New,
           UserText::tr("NEW can't be reached at %1.").arg(seen.ports.shut.join(u", "_s)),
           UserText::tr("Open these ports in the firewall of NEW or of its provider."));
    for (const KnownHost &known : seen.knownHosts) {
        if (const auto blocker = blockerOf(known, profile))
            found << *blocker;
    }
    found += blockersOf(seen.logIn, profile) + seen.fenceWay;
    object(!seen.dnsTrouble.isEmpty(), Role::Dns, seen.dnsTrouble,
           UserText::tr(
               "Correct server, zone or key in the profile, or choose to enter the records by "
               "hand."));
    return found;
}

QList<Advisory> advisoriesOn(const TrialResults &seen, const Profile &profile)
{
    QList<Advisory> found;
    const auto megabytes = [](qint64 bytes) { return bytes / 1'000'000; };
    if (seen.newMemory > 0 && seen.newMemory < seen.oldMemory * 9 / 10)
        found << Advisory{
            UserText::tr("NEW has %1 MB of memory, OLD %2 MB.")
                .arg(megabytes(seen.newMemory))
                .arg(megabytes(seen.oldMemory)),
            UserText::tr("See what OLD uses of it: %1. If that is more than NEW has, have "
                         "its provider give it more before the move.")
                .arg(asRootOn(profile.oldHost, {u"free"_s, u"-m"_s}))};
    if (!seen.blockedPort25.isEmpty() && !sendsNothing(seen))
        found << Advisory{
            UserText::tr("NEW can't reach port 25 of OLD at %1: over IPv6 it may send no "
                         "mail.")
                .arg(seen.blockedPort25.join(u", "_s)),
            UserText::tr("Ask NEW's provider to open outgoing port 25 over IPv6, too.")};
    if (!seen.ports.untried.isEmpty())
        found << Advisory{
            UserText::tr("NEW's ports at %1 were not tried from outside: neither OLD nor "
                         "this computer has a way there.")
                .arg(seen.ports.untried.join(u", "_s)),
            UserText::tr("Look into the firewall of NEW's provider, or check from a "
                         "network that has one.")};
    for (const QString &address : seen.unnamed)
        found << Advisory{
            UserText::tr("NEW's address %1 has no reverse name (PTR) %2: some servers "
                         "refuse mail from it.")
                .arg(address, profile.domain),
            UserText::tr("Set it at NEW's provider.")};
    return found;
}

} // namespace relaymove
