#pragma once
#include "core/base/who_serves.h"
#include "core/dns/authority.h"
#include "core/net/port_probe.h"
#include "core/status/status_host.h"

namespace relaymove {

// How things are at this moment, asked and not remembered. Plain data: the
// command line prints it, the window shows it.

struct StatusPanel
{
    Role role = Role::Old; // Old, New or Dns
    QDateTime at;          // UTC, when it was asked
    StatusRows rows;
    bool answered = false;
    friend bool operator==(const StatusPanel &, const StatusPanel &) = default;
};

// What one name server of the domain has; nothing: it did not answer.
struct ServedBy
{
    QString server;
    std::optional<AddressRecords> records;
    friend bool operator==(const ServedBy &, const ServedBy &) = default;
};

struct RelayStatus
{
    QString sentence;  // who serves mail, and which machines can't be asked
    QString unreached; // the latter alone; empty: none
    WhoServes serving = WhoServes::Unknown;
    QList<StatusPanel> panels; // OLD, NEW, DNS
    QList<ServedBy> servers;
};

// What DNS says, each server asked: address records and the DKIM key.
struct DnsStatus
{
    QDateTime at;
    StatusRows rows;
    QList<ServedBy> servers;
    QString dkimKey;       // p= of the record; empty when not known
    bool answered = false; // a name server of the domain did
};
// Never throws Failure either.
DnsStatus probeDns(const Profile &profile, const Facts &facts, const DnsClient &dns);
// "198.51.100.10 = OLD (TTL 300)".
QString addressesText(const QStringList &addresses, int ttl, const Facts &facts);

// "25 443 465 587 993 open; silent: 80": how the public ports answered, in their
// order.
QString portsText(const QList<PortAnswer> &answers);

// What is made of them. The last two are rows about ports, by address.
RelayStatus statusOf(const HostStatus &oldHost, const HostStatus &newHost, const DnsStatus &dns,
                     const StatusRows &outsideOld, const StatusRows &outsideNew);

} // namespace relaymove
