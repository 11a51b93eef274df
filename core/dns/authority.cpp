#include "core/dns/authority.h"

#include "core/base/stop_token.h"
#include "core/base/user_text.h"
#include "core/dns/exchange.h"
#include "core/dns/packet.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Failure dnsFailure(const QString &server, const QString &what)
{
    return {failure::DnsFailed{server, what}, Role::Dns};
}

QString plain(const QString &name)
{
    const QString lower = name.toLower();
    return lower.endsWith(u'.') ? lower.chopped(1) : lower;
}

// UDP twice, for a packet may get lost; TCP for what does not fit.
DnsReply exchanged(const DnsPeer &peer, const QByteArray &query, std::chrono::milliseconds timeout,
                   const StopToken &stop)
{
    const auto read = [&](const QByteArray &bytes) {
        if (auto reply = readDnsReply(bytes, query))
            return *reply;
        throw dnsFailure(peer.address, UserText::tr("its reply can't be read"));
    };
    DnsReply reply;
    try {
        reply = read(exchangeUdp(peer, query, timeout / 4, stop));
    } catch (const Failure &) {
        reply = read(exchangeUdp(peer, query, timeout * 3 / 4, stop));
    }
    if (!reply.truncated)
        return reply;
    reply = read(exchangeTcp(peer, query, timeout, stop));
    reply.answer.overTcp = true;
    return reply;
}

// The records of one type that a name itself has.
QList<DnsRecord> ownRecords(const QList<DnsRecord> &all, const QString &name, RecordType type)
{
    QList<DnsRecord> own;
    std::ranges::copy_if(all, std::back_inserter(own), [&](const DnsRecord &record) {
        return record.type == type && record.name == plain(name);
    });
    return own;
}

QStringList sortedData(const QList<DnsRecord> &records)
{
    QStringList data;
    for (const DnsRecord &record : records)
        data << record.data;
    data.sort();
    return data;
}

QStringList dataOfType(const QList<DnsRecord> &all, RecordType type)
{
    QList<DnsRecord> found;
    std::ranges::copy_if(all, std::back_inserter(found),
                         [&](const DnsRecord &record) { return record.type == type; });
    return sortedData(found);
}

int shortestTtl(const QList<DnsRecord> &records)
{
    const auto shortest = std::ranges::min_element(records, {}, &DnsRecord::ttl);
    return shortest == records.end() ? 0 : shortest->ttl;
}

AddressRecords addressRecords(const DnsAnswer &four, const DnsAnswer &six, const QString &name)
{
    const auto a = ownRecords(four.records, name, RecordType::A);
    const auto aaaa = ownRecords(six.records, name, RecordType::Aaaa);
    return {sortedData(a), sortedData(aaaa), shortestTtl(a), shortestTtl(aaaa),
            four.authoritative && six.authoritative};
}

} // namespace

DnsClient::DnsClient(const StopToken &stop, DnsOptions options)
    : m_stop(stop), m_options(std::move(options))
{
}

QStringList DnsClient::resolvers() const
{
    return m_options.resolvers.isEmpty() ? resolversOfSystem() : m_options.resolvers;
}

DnsAnswer DnsClient::ask(const QString &server, const QString &name, RecordType type,
                         bool recursive) const
{
    const auto query = dnsQuery(name, type, recursive);
    if (!query)
        throw dnsFailure(server, UserText::tr("\"%1\" is not a name that DNS can hold").arg(name));
    const DnsReply reply = exchanged({server, m_options.port}, *query, m_options.timeout, m_stop);
    const QString &status = reply.answer.status;
    if (status != u"NOERROR" && status != u"NXDOMAIN")
        throw dnsFailure(server, UserText::tr("%1 for %2").arg(status, plain(name)));
    return reply.answer;
}

DnsAnswer DnsClient::resolve(const QString &name, RecordType type) const
{
    Failure last = dnsFailure(u"/etc/resolv.conf"_s, UserText::tr("it names no resolver"));
    for (const QString &resolver : resolvers()) {
        try {
            return ask(resolver, name, type, true);
        } catch (const Failure &failure) {
            last = failure;
        }
    }
    throw last;
}

Zone DnsClient::zoneOf(const QString &name) const
{
    Zone zone;
    // The SOA that comes with an empty answer is that of the zone above; a
    // resolver may leave it out, so each name on the way up is asked for.
    for (QString at = plain(name); !at.isEmpty() && zone.name.isEmpty(); at = at.section(u'.', 1)) {
        const auto soa = ownRecords(resolve(at, RecordType::Soa).records, at, RecordType::Soa);
        if (!soa.isEmpty()) {
            zone.name = at;
            zone.primary = soa.first().data;
        }
    }
    if (zone.name.isEmpty())
        throw dnsFailure(resolvers().join(u", "),
                         UserText::tr("no zone holds %1").arg(plain(name)));
    for (const QString &server :
         dataOfType(resolve(zone.name, RecordType::Ns).records, RecordType::Ns)) {
        QStringList addresses = dataOfType(resolve(server, RecordType::A).records, RecordType::A);
        addresses += dataOfType(resolve(server, RecordType::Aaaa).records, RecordType::Aaaa);
        zone.servers << NameServer{server, addresses};
    }
    if (zone.servers.isEmpty())
        throw dnsFailure(zone.name, UserText::tr("the zone names no name server"));
    return zone;
}

AddressRecords DnsClient::addressesAt(const QString &server, const QString &name) const
{
    return addressRecords(ask(server, name, RecordType::A), ask(server, name, RecordType::Aaaa),
                          name);
}

QList<ServerAnswer> DnsClient::addressesEverywhere(const Zone &zone, const QString &name) const
{
    QList<ServerAnswer> answers;
    for (const NameServer &server : zone.servers) {
        ServerAnswer answer{
            server,
            {},
            std::unexpected(dnsFailure(server.name, UserText::tr("it has no address")))};
        // An address may be of a family that this computer has no way to.
        for (const QString &address : server.addresses) {
            answer.address = address;
            try {
                answer.records = addressesAt(address, name);
                break;
            } catch (const Failure &failure) {
                answer.records = std::unexpected(failure);
            }
        }
        answers << answer;
    }
    return answers;
}

QList<ServerAnswer> DnsClient::addressesEverywhere(const QString &domain) const
{
    return addressesEverywhere(zoneOf(domain), domain);
}

QStringList DnsClient::texts(const QString &name) const
{
    Failure last = dnsFailure(name, UserText::tr("its zone has no name server with an address"));
    for (const NameServer &server : zoneOf(name).servers) {
        for (const QString &address : server.addresses) {
            try {
                const auto records = ask(address, name, RecordType::Txt).records;
                if (ownRecords(records, name, RecordType::Cname).isEmpty())
                    return sortedData(ownRecords(records, name, RecordType::Txt));
                return dataOfType(resolve(name, RecordType::Txt).records, RecordType::Txt);
            } catch (const Failure &failure) {
                last = failure;
            }
        }
    }
    throw last;
}

QStringList DnsClient::pointers(const QString &address) const
{
    const QString name = reverseName(address);
    if (name.isEmpty())
        throw dnsFailure(address, UserText::tr("it is not an IP address"));
    // Reverse zones may be delegated by a CNAME (RFC 2317).
    return dataOfType(resolve(name, RecordType::Ptr).records, RecordType::Ptr);
}

} // namespace relaymove
