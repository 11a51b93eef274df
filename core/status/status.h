#pragma once
#include "core/base/who_serves.h"
#include "core/dns/authority.h"
#include "core/status/status_host.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace relaymove {

// How things are at this moment, asked and not remembered. Plain data: text for the command
// line and the window (statusPanels) and JSON (toJson) are both made of it.

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

} // namespace relaymove
