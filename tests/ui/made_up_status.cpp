#include "tests/ui/made_up_status.h"

#include "core/base/said.h"
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
    status.disk = Said::tr("%1 of %2 GB free").arg(u"61.0"_s, u"80.0"_s);
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
RelayStatus statusWith(const QString &serving, const QDateTime &at)
{
    const Facts facts = learned();
    HostStatus oldHost = host(serving == u"OLD", at), newHost = host(serving == u"NEW", at);
    if (serving == u"NEW") {
        oldHost.tables = {u"table ip relaymove_forward"_s};
        oldHost.passedOn = 1204;
    } else {
        newHost.tables = {u"table inet relaymove_fence"_s};
    }
    if (serving == u"nobody")
        oldHost.tables = {u"table inet relaymove_hold"_s};
    DnsStatus dns{.at = at, .dkimKey = u"MIIB"_s, .answered = true};
    for (const QString &server : {u"ns1.example.org"_s, u"ns2.example.org"_s}) {
        dns.servers << answer(server, facts);
        dns.rows << qMakePair(server + u" A"_s, Said::tr("%1 (TTL %2)").arg(facts.oldV4).arg(300))
                 << qMakePair(server + u" AAAA"_s,
                              Said::tr("%1 (TTL %2)").arg(facts.oldV6).arg(300));
    }
    dns.rows << qMakePair(Said::tr("DKIM record"), Said::tr("there"));
    const auto ports = [](Knock answer) {
        return portsText(QList<Knock>(qsizetype(publicTcpPorts.size()), answer));
    };
    const QString outside = Said::tr("From outside, ");
    return statusOf(
        oldHost, newHost, dns, {{outside + facts.oldV4, ports(Knock::Open)}},
        {{outside + facts.newV4, ports(serving == u"NEW" ? Knock::Open : Knock::Silent)}});
}

} // namespace

Seen seenWith(const QString &serving, const QDateTime &at)
{
    const RelayStatus status = statusWith(serving, at);
    return {.sentence = status.sentence,
            .unreached = status.unreached,
            .serving = status.serving,
            .at = at,
            .panels = status.panels,
            .servers = status.servers,
            .lastAnswers = {{Role::Old, at}, {Role::Dns, at}, {Role::New, at}}};
}

} // namespace relaymove::madeup
