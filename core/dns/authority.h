#pragma once
#include "core/base/failure.h"
#include "core/dns/dns_answer.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <expected>

namespace relaymove {

class StopToken;

// What one server has for a name. No record of a family: an empty list.
struct AddressRecords
{
    QStringList v4, v6; // as inet_ntop writes them, sorted
    int ttl4 = 0, ttl6 = 0;
    bool authoritative = false;
    friend bool operator==(const AddressRecords &, const AddressRecords &) = default;
};

struct NameServer
{
    QString name;
    QStringList addresses; // v4 first
};

struct Zone
{
    QString name;
    QString primary; // as its SOA says
    QList<NameServer> servers;
};

struct ServerAnswer
{
    NameServer server;
    QString address; // the one that answered, or failed last
    std::expected<AddressRecords, Failure> records;
};

struct DnsOptions
{
    QStringList resolvers;                   // empty: those of /etc/resolv.conf
    int port = 53;                           // of resolvers and name servers alike
    std::chrono::milliseconds timeout{4000}; // for one answer of one server
};

// Asks resolvers and, without recursion, the servers that are the authority.
// Blocks for a bounded time; throws Failure{DnsFailed}, and Cancelled when
// `stop` is raised.
class DnsClient
{
public:
    explicit DnsClient(const StopToken &stop, DnsOptions options = {});

    // `server` is an IP address. NOERROR and NXDOMAIN are answers, all else fails.
    DnsAnswer ask(const QString &server, const QString &name, RecordType type,
                  bool recursive = false) const;
    // The same of the first resolver that answers.
    DnsAnswer resolve(const QString &name, RecordType type) const;

    // The zone that a name is in, with all of its servers.
    Zone zoneOf(const QString &name) const;
    AddressRecords addressesAt(const QString &server, const QString &name) const;
    // One entry a server of the zone; a server that fails hides no other.
    QList<ServerAnswer> addressesEverywhere(const Zone &zone, const QString &name) const;
    QList<ServerAnswer> addressesEverywhere(const QString &domain) const;

    // TXT records by the first server of the zone that answers; a CNAME is
    // followed by the resolver.
    QStringList texts(const QString &name) const;
    // The names that an address has.
    QStringList pointers(const QString &address) const;

private:
    QStringList resolvers() const;

    const StopToken &m_stop;
    DnsOptions m_options;
};

// "1.2.0.192.in-addr.arpa"; empty when it is no address.
QString reverseName(const QString &address);

} // namespace relaymove
