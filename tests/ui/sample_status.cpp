#include "tests/ui/sample_status.h"

#include "core/base/user_text.h"
#include "core/relay/ports.h"

using namespace Qt::StringLiterals;

namespace relaymove::madeup {

Facts learned()
{
    Facts facts;
    facts.oldV4 = u"198.51.100.10"_s;
    facts.oldV6 = u"2001:db8::10"_s;
    facts.newV4 = u"198.51.100.20"_s;
    facts.newV6 = u"2001:db8::20"_s;
    facts.recordsV4 = {facts.oldV4};
    facts.recordsV6 = {facts.oldV6};
    facts.ttlV4 = facts.ttlV6 = 3600;
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
    status.certificateUntil = u"2027-01-19"_s;
    status.dkimKey = u"MIIB"_s;
    status.version = u"4f6c0d1e"_s;
    status.disk = UserText::tr("%1 of %2 GB free").arg(u"61.0"_s, u"80.0"_s);
    return status;
}

ServedBy answer(const QString &server, const Facts &facts)
{
    return {server, AddressRecords{.v4 = facts.recordsV4,
                                   .v6 = facts.recordsV6,
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
    const QString address = silent == Role::Old ? facts.oldV4 : facts.newV4;
    const HostStatus unreached{
        .trouble = UserText::tr("%1 can't be reached: %2.").arg(address, u"No route to host"_s),
        .at = at};
    if (silent == Role::Old)
        oldHost = unreached;
    if (silent == Role::New)
        newHost = unreached;
    DnsStatus dns{.at = at, .dkimKey = u"MIIB"_s, .answered = silent != Role::Dns};
    for (const QString &server : {u"ns1.example.org"_s, u"ns2.example.org"_s}) {
        if (silent == Role::Dns) {
            dns.servers << ServedBy{server, std::nullopt};
            dns.rows << qMakePair(server, UserText::tr("unknown"));
            continue;
        }
        dns.servers << answer(server, facts);
        dns.rows << qMakePair(server + u" A"_s, addressesText({facts.oldV4}, 300, facts))
                 << qMakePair(server + u" AAAA"_s, addressesText({facts.oldV6}, 300, facts));
    }
    dns.rows << qMakePair(UserText::tr("DKIM record"), UserText::tr("there"));
    const auto ports = [](PortAnswer answer) {
        return portsText(QList<PortAnswer>(qsizetype(publicTcpPorts.size()), answer));
    };
    const QString outside = UserText::tr("From outside, ");
    return statusOf(
        oldHost, newHost, dns, {{outside + facts.oldV4, ports(PortAnswer::Open)}},
        {{outside + facts.newV4,
          ports(both || serving == WhoServes::New ? PortAnswer::Open : PortAnswer::Silent)}});
}

} // namespace

namespace {

Seen asSeen(const RelayStatus &status, const QDateTime &at)
{
    return {.sentence = status.sentence,
            .unreached = status.unreached,
            .serving = status.serving,
            .at = at,
            .panels = status.panels,
            .servers = status.servers,
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

} // namespace relaymove::madeup
