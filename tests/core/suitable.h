#pragma once
#include "core/preflight/checks.h"
#include "core/preflight/move_addresses.h"

#include <functional>

namespace relaymove {
using namespace Qt::StringLiterals;

// A relay that may move, and what a test makes of it.

using Change = std::function<void(Profile &, Facts &, PreflightSnapshot &)>;

inline Profile goodProfile()
{
    Profile profile = Profile::fresh();
    profile.name = u"relay"_s;
    profile.domain = u"relay.test"_s;
    profile.oldHost = u"198.51.100.10"_s;
    profile.newHost = u"198.51.100.20"_s;
    profile.checkout = u"/srv/relay"_s;
    return profile;
}

inline HostSnapshot machine(const QString &identity, const QString &v4, const QString &v6)
{
    return {.system = u"debian 12"_s,
            .identity = identity,
            .addresses = {.v4 = {v4}, .v6 = {v6}},
            .connection = {.client = u"198.51.100.2"_s, .server = v4},
            .missingPrograms = {u"nft"_s}};
}

// Nothing but its name is known of it.
inline HostSnapshot foreign(const QString &system)
{
    HostSnapshot seen;
    seen.system = system;
    return seen;
}

inline PreflightSnapshot good()
{
    const RelayConfig config{.domain = u"relay.test"_s,
                             .tls = TlsMode::Acme,
                             .certificate = {},
                             .key = {},
                             .mailboxesDir = u"/home/vmail/mail/relay.test"_s};
    PreflightSnapshot seen;
    seen.oldHost = machine(u"a"_s, u"198.51.100.10"_s, u"2001:db8::10"_s);
    seen.newHost = machine(u"b"_s, u"198.51.100.20"_s, u"2001:db8::20"_s);
    seen.relay.config = config;
    seen.relay.version = u"0123456789abcdef"_s;
    seen.relay.systemd.active = {u"postfix@-.service"_s, u"dovecot.service"_s};
    seen.relay.mailboxes = 600;
    seen.relay.bytes = 5'000'000'000;
    seen.target.freeBytes = 20'000'000'000;
    seen.trials.emplace().reachedPort25 = {u"198.51.100.10"_s};
    seen.checkout = {.hasCmdeploy = true,
                     .hasEnvironment = true,
                     .knowsStages = true,
                     .commit = u"0123456789abcdef"_s,
                     .release = u"1.12.0"_s,
                     .config = config,
                     .missingPrograms = {}};
    seen.records = {.v4 = {u"198.51.100.10"_s},
                    .v6 = {u"2001:db8::10"_s},
                    .ttl4 = 3600,
                    .ttl6 = 3600,
                    .authoritative = true};
    return seen;
}

inline QStringList advised(const Profile &profile, const PreflightSnapshot &seen)
{
    QStringList found;
    for (const Advisory &advisory : advisories(profile, seen))
        found << advisory.what;
    return found;
}

} // namespace relaymove
