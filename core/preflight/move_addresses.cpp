#include "core/preflight/move_addresses.h"

namespace relaymove {

namespace {

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

MoveAddresses addressesOf(const Profile &profile, const PreflightSnapshot &seen)
{
    const HostSnapshot &o = seen.oldHost, &n = seen.newHost;
    const QStringList reachedOld{o.connection.server}, reachedNew{n.connection.server};
    // What chatmail.ini switches off there is not published either.
    const bool withoutIpv6 = seen.checkout.config && seen.checkout.config->withoutIpv6;
    return {.oldV4 = choose(profile.oldV4, seen.records.v4 + reachedOld, o.addresses.v4),
            .oldV6 = choose(profile.oldV6, seen.records.v6 + reachedOld, o.addresses.v6),
            .newV4 = choose(profile.newV4, reachedNew, n.addresses.v4),
            .newV6 = withoutIpv6 ? QString() : choose(profile.newV6, reachedNew, n.addresses.v6)};
}

} // namespace relaymove
