#include "core/status/status_json.h"

#include "core/base/enum_names.h"
#include "core/relay/ports.h"

#include <QJsonArray>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr int statusSchemaVersion = 1;

QJsonValue orNull(const QString &text) { return text.isEmpty() ? QJsonValue() : text; }
QJsonValue orNull(const std::optional<qint64> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}
QJsonValue orNull(const QDateTime &at) { return orNull(at.toUTC().toString(Qt::ISODate)); }

constexpr EnumName<PortAnswer> portAnswers[]{{PortAnswer::Open, u"open"},
                                             {PortAnswer::Refused, u"refused"},
                                             {PortAnswer::Silent, u"silent"},
                                             {PortAnswer::Rejected, u"rejected"},
                                             {PortAnswer::Unreachable, u"unreachable"}};

QJsonArray outsideJson(const QList<PortsSeen> &outside)
{
    QJsonArray addresses;
    for (const PortsSeen &seen : outside) {
        QJsonObject ports;
        for (qsizetype i = 0; i < seen.answers.size(); ++i)
            ports[QString::number(publicTcpPorts.at(std::size_t(i)))] =
                nameIn(portAnswers, seen.answers[i]);
        addresses << QJsonObject{
            {u"address"_s, seen.address}, {u"ageSeconds"_s, seen.ageSeconds}, {u"ports"_s, ports}};
    }
    return addresses;
}

QJsonObject hostJson(const HostStatus &host, const DnsStatus &dns)
{
    const bool isDkimKnown = !host.dkimKey.isEmpty() && !dns.dkimKey.isEmpty();
    QJsonObject told{
        {u"serves"_s, host.isServing},
        {u"state"_s, host.state ? QJsonValue(stateName(*host.state)) : QJsonValue()},
        {u"unitsRunning"_s, QJsonArray::fromStringList(host.running)},
        {u"unitsStopped"_s, QJsonArray::fromStringList(host.stopped)},
        {u"isFenced"_s, hasTable(host, u"relaymove_fence"_s)},
        {u"holds"_s, hasTable(host, u"relaymove_parking"_s)},
        {u"forwards"_s, hasTable(host, u"relaymove_forward"_s)},
        {u"passedOnConnections"_s, orNull(host.passedOn)},
        {u"mailboxes"_s, orNull(host.mailboxes)},
        {u"messages"_s, orNull(host.messages)},
        {u"countedAt"_s, orNull(host.countedAt)},
        {u"queuedMessages"_s, orNull(host.queued)},
        {u"mailboxesFreeBytes"_s, orNull(host.mailboxesFreeBytes)},
        {u"mailboxesDiskBytes"_s, orNull(host.mailboxesDiskBytes)},
        {u"certificateUntil"_s, orNull(host.certificateUntil)},
        {u"dkimKey"_s, orNull(host.dkimKey)},
        {u"isDkimKeyInDns"_s, isDkimKnown ? QJsonValue(host.dkimKey == dns.dkimKey) : QJsonValue()},
        {u"version"_s, orNull(host.version)}};
    QJsonObject unknown;
    for (auto it = told.begin(); it != told.end(); ++it) {
        if (!host.reached || host.unknown.contains(it.key()))
            it.value() = QJsonValue();
        if (host.reached && host.unknown.contains(it.key()))
            unknown[it.key()] = host.unknown[it.key()];
    }
    told[u"unknown"_s] = unknown;
    told[u"at"_s] = orNull(host.at);
    told[u"reached"_s] = host.reached;
    told[u"whyNotReached"_s] = host.reached ? QJsonValue() : orNull(host.trouble);
    told[u"outside"_s] = outsideJson(host.outside);
    return told;
}

QJsonObject dnsJson(const DnsStatus &dns)
{
    QJsonArray servers;
    for (const auto &[server, records] : dns.servers) {
        QJsonObject object{{u"server"_s, server}, {u"answered"_s, records.has_value()}};
        for (const bool is4 : {true, false}) {
            const QString type = is4 ? u"a"_s : u"aaaa"_s;
            object[type] = records ? QJsonArray::fromStringList(is4 ? records->v4 : records->v6)
                                   : QJsonValue();
            object[type + u"TtlSeconds"_s] =
                records ? QJsonValue(is4 ? records->ttl4 : records->ttl6) : QJsonValue();
        }
        servers << object;
    }
    return {{u"at"_s, orNull(dns.at)},
            {u"servers"_s, servers},
            {u"dkimKey"_s, orNull(dns.dkimKey)},
            {u"whyNotMore"_s, orNull(dns.trouble)}};
}

} // namespace

QJsonObject toJson(const RelayStatus &status)
{
    return {{u"v"_s, statusSchemaVersion},
            {u"serving"_s, whoServesName(servingOf(status))},
            {u"old"_s, hostJson(status.oldHost, status.dns)},
            {u"new"_s, hostJson(status.newHost, status.dns)},
            {u"dns"_s, dnsJson(status.dns)}};
}

} // namespace relaymove
