#include "tests/ui/sample_status.h"

#include "core/base/user_text.h"
#include "core/relay/ports.h"

using namespace Qt::StringLiterals;

namespace relaymove::sample {

Facts learned()
{
    Facts facts;
    facts.addresses.oldV4 = u"198.51.100.10"_s;
    facts.addresses.oldV6 = u"2001:db8::10"_s;
    facts.addresses.newV4 = u"198.51.100.20"_s;
    facts.addresses.newV6 = u"2001:db8::20"_s;
    facts.dns.recordsV4 = {facts.addresses.oldV4};
    facts.dns.recordsV6 = {facts.addresses.oldV6};
    facts.dns.ttlV4 = facts.dns.ttlV6 = 3600;
    return facts;
}

namespace {

QStringList units()
{
    return {u"unbound.service"_s,  u"filtermail.service"_s, u"doveauth.service"_s,
            u"dovecot.service"_s,  u"postfix@-.service"_s,  u"nginx.service"_s,
            u"opendkim.service"_s, u"lastlogin.service"_s};
}

HostStatus host(bool serves, const QDateTime &at)
{
    HostStatus status;
    status.reached = true;
    status.at = at;
    status.isServing = serves;
    (serves ? status.running : status.stopped) = units();
    status.mailboxes = 6012;
    status.messages = 60388;
    status.queued = 14;
    status.certificateUntil = QDateTime(QDate(2027, 1, 19), QTime(12, 0), Qt::UTC);
    status.dkimKey = u"MIIB"_s;
    status.version = u"4f6c0d1e"_s;
    status.mailboxesFreeBytes = 61'000'000'000;
    status.mailboxesDiskBytes = 80'000'000'000;
    return status;
}

ServedBy answer(const QString &server, const Facts &facts)
{
    return {server, AddressRecords{.v4 = facts.dns.recordsV4,
                                   .v6 = facts.dns.recordsV6,
                                   .ttl4 = 300,
                                   .ttl6 = 300,
                                   .authoritative = true}};
}

// As core itself puts it.
RelayStatus statusWith(WhoServes serving, const QDateTime &at, std::optional<Role> silent)
{
    const Facts facts = learned();
    const bool both = serving == WhoServes::Both;
    HostStatus oldHost = host(both || serving == WhoServes::Old, at),
               newHost = host(both || serving == WhoServes::New, at);
    if (both) {
        newHost.countedAt = at.addSecs(-240);
    } else if (serving == WhoServes::New) {
        oldHost.tables = {u"table ip relaymove_forward"_s};
        oldHost.passedOn = 1204;
    } else {
        newHost.tables = {u"table inet relaymove_fence"_s};
    }
    if (serving == WhoServes::Nobody || serving == WhoServes::Committed)
        oldHost.tables = {u"table inet relaymove_parking"_s};
    if (serving == WhoServes::Committed)
        oldHost.state = HostState::Committed;
    const QString address = silent == Role::Old ? facts.addresses.oldV4 : facts.addresses.newV4;
    const HostStatus unreached{
        .trouble = UserText::tr("%1 can't be reached: %2.").arg(address, u"No route to host"_s),
        .at = at};
    if (silent == Role::Old)
        oldHost = unreached;
    if (silent == Role::New)
        newHost = unreached;
    const auto ports = [](const QString &of, bool isOpen) {
        return PortsSeen{of, QList<PortAnswer>(qsizetype(publicTcpPorts.size()),
                                               isOpen ? PortAnswer::Open : PortAnswer::Silent)};
    };
    oldHost.outside = {ports(facts.addresses.oldV4, true)};
    newHost.outside = {ports(facts.addresses.newV4, both || serving == WhoServes::New)};
    DnsStatus dns{.at = at, .dkimKey = u"MIIB"_s};
    for (const QString &server : {u"ns1.example.org"_s, u"ns2.example.org"_s})
        dns.servers << (silent == Role::Dns ? ServedBy{server, {}} : answer(server, facts));
    return {oldHost, newHost, dns};
}

Seen asSeen(const RelayStatus &status, const QDateTime &at)
{
    return {.sentence = statusSentence(status),
            .unreached = unreachedText(status),
            .serving = servingOf(status),
            .at = at,
            .panels = statusPanels(status, learned()),
            .servers = status.dns.servers,
            .lastAnswers = {{Role::Old, at}, {Role::Dns, at}, {Role::New, at}}};
}

} // namespace

Seen seenWith(WhoServes serving, const QDateTime &at)
{
    return asSeen(statusWith(serving, at, {}), at);
}

Seen seenWithout(Role silent, WhoServes serving, const QDateTime &at)
{
    Seen seen = asSeen(statusWith(serving, at, silent), at);
    seen.lastAnswers[silent] = at.addSecs(-900);
    if (seen.serving == WhoServes::Unknown) {
        seen.lastKnown = at.addSecs(-900);
        seen.lastServing = serving;
    }
    return seen;
}

} // namespace relaymove::sample
