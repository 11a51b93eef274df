#pragma once
#include "core/base/who_serves.h"
#include "core/dns/authority.h"
#include "core/host/host.h"
#include "core/host/host_state.h"
#include "core/migration/facts.h"
#include "core/migration/step.h"
#include "core/net/port_probe.h"
#include "core/profiles/profile.h"

#include <QDateTime>
#include <QList>
#include <QPair>
#include <QString>

#include <memory>
#include <optional>

namespace relaymove {

// How things are at this moment, asked and not remembered. Plain data: the
// command line prints it, the window shows it.

using StatusRows = QList<QPair<QString, QString>>; // label, value

// One machine as it says itself. What could not be learned is empty.
struct HostStatus
{
    bool reached = false;
    QString trouble;                // why it was not
    QDateTime at;                   // UTC
    bool isServing = false;         // postfix and dovecot run, and the world reaches them
    std::optional<HostState> state; // of its record
    QStringList running, stopped;   // of the relay's units
    QStringList tables;             // nftables'
    std::optional<qint64> passedOn; // connections that OLD has forwarded since its last start
    std::optional<qint64> mailboxes, messages, queued;
    QDateTime countedAt; // UTC, mailboxes and messages; invalid: not counted
    QString disk;        // of the mailboxes: free and in all
    QString certificateUntil;
    QString dkimKey; // the public half of the key that signs, base64
    QString version;
};

// Whether nftables on that host has a table of this name, such as relaymove_fence.
bool hasTable(const HostStatus &host, QStringView name);

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

// The commands for either host: each only looks, none takes long.
Plan statusPlan();
// What a probe of one machine leaves for the next, so that looking every few seconds
// costs it little: its connection, and what is dear to find out. Each with its time.
struct HostMemory
{
    std::shared_ptr<Transport> transport;
    std::optional<qint64> mailboxes, messages;
    QDateTime countedAt;
    bool mayCount = true; // no: users wait, and it would be work for the disk
    StatusRows outside;
    QDateTime knockedAt;
};
struct StatusMemory
{
    HostMemory oldHost, newHost;
};

// Sends them. Never throws Failure: what fails is unknown. Mail is counted when that
// was done long ago or failed, and never where the disk is failing.
HostStatus probeHost(Host &host, const Profile &profile, const Facts &facts, HostMemory &memory);

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

// All of it, over connections of its own; what is silent costs a few seconds. Only
// machines whose key was agreed to are connected to. Throws Cancelled. One probe at a
// time has the memory.
RelayStatus probeStatus(const Profile &profile, const Facts &facts, Interrupt &interrupt,
                        StatusMemory &memory);

} // namespace relaymove
