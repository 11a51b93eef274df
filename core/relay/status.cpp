#include "core/relay/status.h"

#include "core/base/failure.h"
#include "core/relay/ports.h"

#include <QMap>
#include <QRegularExpression>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QString unknown() { return u"unknown"_s; }

QString counted(const std::optional<qint64> &number)
{
    return number ? QString::number(*number) : unknown();
}

// Counting is dear: a number may be some minutes old, and says so.
QString whenCounted(const HostStatus &host)
{
    const qint64 minutes = host.countedAt.isValid() ? host.countedAt.secsTo(host.at) / 60 : 0;
    return minutes > 0 ? u" (%1 min before)"_s.arg(minutes) : QString();
}

QString orUnknown(const QString &text) { return text.isEmpty() ? unknown() : text; }

QString servicesText(const HostStatus &host)
{
    if (host.running.isEmpty() && host.stopped.isEmpty())
        return unknown();
    if (host.running.isEmpty())
        return u"none runs"_s;
    const QString count =
        u"%1 of %2 run"_s.arg(host.running.size()).arg(host.running.size() + host.stopped.size());
    // The shorter list is the one that tells something.
    if (host.running.size() < host.stopped.size())
        return count + u": "_s + host.running.join(u", "_s);
    return host.stopped.isEmpty() ? count : count + u"; not: "_s + host.stopped.join(u", "_s);
}

QString tableText(const HostStatus &host, const QString &name)
{
    return hasTable(host, name) ? u"yes"_s : u"no"_s;
}

QString dkimText(const HostStatus &host, const DnsStatus &dns)
{
    if (host.dkimKey.isEmpty())
        return u"no key to be read"_s;
    if (dns.dkimKey.isEmpty())
        return u"DNS not known"_s;
    return host.dkimKey == dns.dkimKey ? u"equal to DNS"_s : u"NOT the one in DNS"_s;
}

StatusPanel panelOf(Role role, const HostStatus &host, const DnsStatus &dns,
                    const StatusRows &outside)
{
    StatusPanel panel{.role = role, .at = host.at, .rows = {}, .answered = host.reached};
    if (!host.reached) {
        panel.rows << qMakePair(u"State"_s, unknown()) << qMakePair(u"Why"_s, host.trouble);
    } else {
        panel.rows << qMakePair(u"Serves mail"_s, host.isServing ? u"yes"_s : u"no"_s)
                   << qMakePair(u"Services"_s, servicesText(host));
        if (role == Role::New)
            panel.rows << qMakePair(u"Fenced"_s, tableText(host, u"relaymove_fence"_s));
        else
            panel.rows << qMakePair(u"Holds connections"_s, tableText(host, u"relaymove_hold"_s))
                       << qMakePair(u"Forwards to NEW"_s, tableText(host, u"relaymove_forward"_s));
        panel.rows << qMakePair(u"Mailboxes"_s, counted(host.mailboxes) + whenCounted(host))
                   << qMakePair(u"Messages"_s, counted(host.messages) + whenCounted(host))
                   << qMakePair(u"In the queue"_s, counted(host.queued))
                   << qMakePair(u"Certificate until"_s, orUnknown(host.certificateUntil))
                   << qMakePair(u"DKIM key"_s, dkimText(host, dns))
                   << qMakePair(u"Version"_s, orUnknown(host.version))
                   << qMakePair(u"Disk"_s, orUnknown(host.disk));
    }
    panel.rows << outside;
    return panel;
}

QString servingOf(const HostStatus &oldHost, const HostStatus &newHost)
{
    if (oldHost.isServing && newHost.isServing)
        return u"both"_s;
    // Whoever is neither fenced nor held nor stopped serves, whatever the other is.
    if (newHost.isServing)
        return u"NEW"_s;
    if (oldHost.isServing)
        return u"OLD"_s;
    return oldHost.reached && newHost.reached ? u"nobody"_s : u"unknown"_s;
}

QString sentenceOf(const QString &serving, const HostStatus &oldHost, const HostStatus &newHost)
{
    QString text;
    if (serving == u"both")
        text = u"BOTH machines serve mail: stop one of them."_s;
    else if (serving == u"NEW")
        text = hasTable(oldHost, u"relaymove_forward"_s) ? u"NEW serves mail; OLD forwards to it."_s
                                                         : u"NEW serves mail."_s;
    else if (serving == u"OLD")
        text = u"OLD serves mail."_s;
    else if (serving == u"unknown")
        text = u"It is not known who serves mail."_s;
    else
        text = hasTable(oldHost, u"relaymove_hold"_s)
                   ? u"Nobody serves mail; new connections wait on OLD."_s
                   : u"Nobody serves mail."_s;
    if (!oldHost.reached)
        text += u" OLD can't be asked."_s;
    if (!newHost.reached)
        text += u" NEW can't be asked."_s;
    return text;
}

QString dkimKeyIn(const QStringList &texts)
{
    static const QRegularExpression pattern(u"(?:^|;)\\s*p=([A-Za-z0-9+/= ]+)"_s);
    for (const QString &text : texts) {
        if (const auto match = pattern.match(text); match.hasMatch())
            return match.captured(1).remove(u' ');
    }
    return {};
}

QString addressesText(const QStringList &addresses, int ttl)
{
    return addresses.isEmpty() ? u"none"_s : u"%1 (TTL %2)"_s.arg(addresses.join(u", ")).arg(ttl);
}

} // namespace

DnsStatus probeDns(const Profile &profile, const DnsClient &dns)
{
    DnsStatus status;
    try {
        for (const ServerAnswer &answer : dns.addressesEverywhere(profile.domain)) {
            const QString label = answer.server.name;
            status.servers << ServedBy{label, answer.records ? std::optional(*answer.records)
                                                             : std::nullopt};
            if (!answer.records) {
                status.rows << qMakePair(label, unknown());
                continue;
            }
            status.answered = true;
            const AddressRecords &records = *answer.records;
            status.rows << qMakePair(label + u" A"_s, addressesText(records.v4, records.ttl4))
                        << qMakePair(label + u" AAAA"_s, addressesText(records.v6, records.ttl6));
        }
        status.dkimKey = dkimKeyIn(dns.texts(u"opendkim._domainkey."_s + profile.domain));
        status.rows << qMakePair(u"DKIM record"_s,
                                 status.dkimKey.isEmpty() ? u"none"_s : u"there"_s);
    } catch (const Failure &failure) {
        status.rows << qMakePair(u"Why not more"_s, explain(failure, QString()).happened);
    }
    status.at = QDateTime::currentDateTimeUtc();
    return status;
}

QString portsText(const QList<Knock> &answers)
{
    QMap<Knock, QStringList> ports; // Open comes first
    for (std::size_t i = 0; i < publicTcpPorts.size(); ++i)
        ports[answers.value(qsizetype(i), Knock::Unreachable)]
            << QString::number(publicTcpPorts.at(i));
    QStringList parts;
    for (auto it = ports.cbegin(); it != ports.cend(); ++it)
        parts << (it.key() == Knock::Open ? it->join(u' ') + u" open"_s
                                          : knockName(it.key()) + u": "_s + it->join(u' '));
    return parts.join(u"; "_s);
}

RelayStatus statusOf(const HostStatus &oldHost, const HostStatus &newHost, const DnsStatus &dns,
                     const StatusRows &outsideOld, const StatusRows &outsideNew)
{
    const QString serving = servingOf(oldHost, newHost);
    return {.sentence = sentenceOf(serving, oldHost, newHost),
            .serving = serving,
            .panels = {panelOf(Role::Old, oldHost, dns, outsideOld),
                       panelOf(Role::New, newHost, dns, outsideNew),
                       StatusPanel{.role = Role::Dns,
                                   .at = dns.at,
                                   .rows = dns.rows,
                                   .answered = dns.answered}},
            .servers = dns.servers};
}

} // namespace relaymove
