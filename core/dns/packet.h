#pragma once
#include "core/dns/dns_answer.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace relaymove {

// DNS messages as bytes, made and read by ldns. Only packet.cpp includes it.

// Nothing when `name` can't be one.
std::optional<QByteArray> dnsQuery(const QString &name, RecordType type, bool recursive);

struct DnsReply
{
    DnsAnswer answer;
    bool truncated = false;
};
// Nothing when the bytes are no reply to that query.
std::optional<DnsReply> readDnsReply(const QByteArray &reply, const QByteArray &query);

// The nameserver lines of a resolv.conf.
QStringList resolversOfSystem();

} // namespace relaymove
