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
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QPair>
#include <QString>

#include <memory>
#include <optional>

namespace relaymove {

// How things are at this moment, asked and not remembered. Plain data: text for the command
// line and the window (statusPanels) and JSON (toJson) are both made of it.

// How the public TCP ports of an address answer to this computer, in their order.
struct PortsSeen
{
    QString address;
    QList<PortAnswer> answers;
    qint64 ageSeconds = 0; // when they were knocked at, before this look
};

// One machine as it says itself. What could not be learned is empty.
struct HostStatus
{
    bool reached = false;
    QString trouble;                // why it was not
    QMap<QString, QString> unknown; // reached: what it did not tell, as toJson() names it; why
    QDateTime at;                   // UTC
    bool isServing = false;         // postfix and dovecot run, and the world reaches them
    std::optional<HostState> state; // of its record
    QStringList running, stopped;   // of the relay's units
    QStringList tables;             // nftables'
    std::optional<qint64> passedOn; // connections that OLD has forwarded since its last start
    std::optional<qint64> mailboxes, messages, queued;
    QDateTime countedAt; // UTC, mailboxes and messages; invalid: not counted
    std::optional<qint64> mailboxesFreeBytes, mailboxesDiskBytes;
    QDateTime certificateUntil; // UTC
    QString dkimKey;            // the public half of the key that signs, base64
    QString version;
    QList<PortsSeen> outside; // of a host that is not reached, too
};

// Whether nftables on that host has a table of this name, such as relaymove_fence.
bool hasTable(const HostStatus &host, QStringView name);

// What one name server of the domain has; nothing: it did not answer.
struct ServedBy
{
    QString server;
    std::optional<AddressRecords> records;
    friend bool operator==(const ServedBy &, const ServedBy &) = default;
};

// What DNS says, each server asked: address records and the DKIM key.
struct DnsStatus
{
    QDateTime at; // UTC
    QList<ServedBy> servers;
    QString dkimKey; // p= of the record; empty when not known
    QString trouble; // why not all of it is known
};

struct RelayStatus
{
    HostStatus oldHost, newHost;
    DnsStatus dns;
};

WhoServes servingOf(const RelayStatus &status);

// The same as text, for the window and the command line.
using StatusRows = QList<QPair<QString, QString>>; // label, value
struct StatusPanel
{
    Role role = Role::Old; // Old, New or Dns
    QDateTime at;          // UTC, when it was asked
    StatusRows rows;
    bool answered = false;
    friend bool operator==(const StatusPanel &, const StatusPanel &) = default;
};
QList<StatusPanel> statusPanels(const RelayStatus &status, const Facts &facts); // OLD, NEW, DNS
// Which machines can't be asked; empty: none.
QString unreachedText(const RelayStatus &status);
// Who serves mail, and the latter.
QString statusSentence(const RelayStatus &status);

// For programs: docs/json.md.
QJsonObject toJson(const RelayStatus &status);

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
    QList<PortsSeen> outside;
    QDateTime knockedAt;
};
struct StatusMemory
{
    HostMemory oldHost, newHost;
};

// Sends them. Never throws Failure: what fails is unknown. Mail is counted when that
// was done long ago or failed, and never where the disk is failing.
HostStatus probeHost(Host &host, const Profile &profile, const Facts &facts, HostMemory &memory);

// Never throws Failure either.
DnsStatus probeDns(const Profile &profile, const DnsClient &dns);

// All of it, over connections of its own; what is silent costs a few seconds. Only
// machines whose key was agreed to are connected to. Throws Cancelled. One probe at a
// time has the memory.
RelayStatus probeStatus(const Profile &profile, const Facts &facts, Interrupt &interrupt,
                        StatusMemory &memory);

} // namespace relaymove
