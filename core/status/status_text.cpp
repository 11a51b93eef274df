#include "core/status/status_text.h"

#include "core/base/amounts.h"
#include "core/base/user_text.h"
#include "core/relay/ports.h"

#include <QMap>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

using Row = StatusRows::value_type;

QString unknown() { return UserText::tr("unknown"); }

QString counted(const std::optional<qint64> &number)
{
    return number ? numberText(*number) : unknown();
}

// Counting is dear: a number that is older than the rest says when it was true.
QString whenCounted(const HostStatus &host)
{
    if (!host.countedAt.isValid() || host.countedAt >= host.at)
        return {};
    return u" (%1)"_s.arg(localMoment(host.countedAt, host.at));
}

QString orUnknown(const QString &text) { return text.isEmpty() ? unknown() : text; }

QString servicesText(const HostStatus &host)
{
    if (host.running.isEmpty() && host.stopped.isEmpty())
        return unknown();
    if (host.running.isEmpty())
        return UserText::tr("none runs");
    const QString count = UserText::tr("%1 of %2 run")
                              .arg(host.running.size())
                              .arg(host.running.size() + host.stopped.size());
    // The shorter list is the one that tells something.
    if (host.running.size() < host.stopped.size())
        return count + u": "_s + host.running.join(u", "_s);
    return host.stopped.isEmpty() ? count
                                  : count + UserText::tr("; not: ") + host.stopped.join(u", "_s);
}

QString diskText(const HostStatus &host)
{
    if (!host.mailboxesFreeBytes || !host.mailboxesDiskBytes)
        return unknown();
    const auto gigabytes = [](qint64 bytes) { return tenthsText(double(bytes) / 1e9); };
    return UserText::tr("%1 of %2 GB free")
        .arg(gigabytes(*host.mailboxesFreeBytes), gigabytes(*host.mailboxesDiskBytes));
}

QString yesOrNo(bool yes) { return yes ? UserText::tr("yes") : UserText::tr("no"); }

QString tableText(const HostStatus &host, const QString &name)
{
    return yesOrNo(hasTable(host, name));
}

QString forwardText(const HostStatus &host)
{
    QString text = tableText(host, u"relaymove_forward"_s);
    if (!host.passedOn)
        return text;
    return *host.passedOn == 1
               ? UserText::tr("%1, 1 connection so far").arg(text)
               : UserText::tr("%1, %2 connections so far").arg(text, numberText(*host.passedOn));
}

QString dkimText(const HostStatus &host, const DnsStatus &dns)
{
    if (host.dkimKey.isEmpty())
        return UserText::tr("no key to be read");
    if (dns.dkimKey.isEmpty())
        return UserText::tr("DNS not known");
    return host.dkimKey == dns.dkimKey ? UserText::tr("equal to DNS")
                                       : UserText::tr("NOT the one in DNS");
}

// "198.51.100.10 = OLD (TTL 300)".
QString addressesText(const QStringList &addresses, int ttl, const Facts &facts)
{
    if (addresses.isEmpty())
        return UserText::tr("none");
    QStringList named;
    for (const QString &address : addresses) {
        const bool isOld = address == facts.addresses.oldV4 || address == facts.addresses.oldV6;
        const bool isNew = address == facts.addresses.newV4 || address == facts.addresses.newV6;
        named << address + (isOld ? u" = OLD"_s : isNew ? u" = NEW"_s : QString());
    }
    return u"%1 (TTL %2)"_s.arg(named.join(u", ")).arg(ttl);
}

// "25 443 465 587 993 open; no answer: 80".
QString portsText(const QList<PortAnswer> &answers)
{
    QMap<PortAnswer, QStringList> ports; // Open comes first
    for (std::size_t i = 0; i < publicTcpPorts.size(); ++i)
        ports[answers.value(qsizetype(i), PortAnswer::Unreachable)]
            << QString::number(publicTcpPorts.at(i));
    QStringList parts;
    for (auto it = ports.cbegin(); it != ports.cend(); ++it)
        parts << (it.key() == PortAnswer::Open
                      ? UserText::tr("%1 open").arg(it->join(u' '))
                      : portAnswerName(it.key()) + u": "_s + it->join(u' '));
    return parts.join(u"; "_s);
}

StatusPanel hostPanel(Role role, const HostStatus &host, const DnsStatus &dns)
{
    StatusPanel panel{.role = role, .at = host.at, .rows = {}, .answered = host.reached};
    if (!host.reached) {
        panel.rows = {{UserText::tr("State"), unknown()}, {UserText::tr("Why"), host.trouble}};
    } else {
        panel.rows = {{UserText::tr("Serves mail"), yesOrNo(host.isServing)},
                      {UserText::tr("Services"), servicesText(host)}};
        if (role == Role::New)
            panel.rows << Row{UserText::tr("Fenced"), tableText(host, u"relaymove_fence"_s)};
        else
            panel.rows << Row{UserText::tr("Holds connections"),
                              tableText(host, u"relaymove_parking"_s)}
                       << Row{UserText::tr("Forwards to NEW"), forwardText(host)};
        panel.rows += {{UserText::tr("Mailboxes"), counted(host.mailboxes) + whenCounted(host)},
                       {UserText::tr("Messages"), counted(host.messages) + whenCounted(host)},
                       {UserText::tr("In the queue"), counted(host.queued)},
                       {UserText::tr("Certificate until"),
                        orUnknown(host.certificateUntil.date().toString(Qt::ISODate))},
                       {UserText::tr("DKIM key"), dkimText(host, dns)},
                       {UserText::tr("Version"), orUnknown(host.version)},
                       {UserText::tr("Disk"), diskText(host)}};
    }
    for (const PortsSeen &seen : host.outside) {
        const QString age =
            seen.ageSeconds > 0 ? UserText::tr(" (%1 s before)").arg(seen.ageSeconds) : QString();
        panel.rows << Row(UserText::tr("From outside, ") + seen.address,
                          portsText(seen.answers) + age);
    }
    return panel;
}

StatusPanel dnsPanel(const DnsStatus &dns, const Facts &facts)
{
    StatusPanel panel{.role = Role::Dns, .at = dns.at, .rows = {}};
    for (const auto &[server, records] : dns.servers) {
        if (!records) {
            panel.rows << Row(server, unknown());
            continue;
        }
        panel.answered = true;
        panel.rows << Row(server + u" A"_s, addressesText(records->v4, records->ttl4, facts))
                   << Row(server + u" AAAA"_s, addressesText(records->v6, records->ttl6, facts));
    }
    if (!dns.trouble.isEmpty())
        panel.rows << Row(UserText::tr("Why not more"), dns.trouble);
    else
        panel.rows << Row(UserText::tr("DKIM record"),
                          dns.dkimKey.isEmpty() ? UserText::tr("none") : UserText::tr("there"));
    return panel;
}

QString servingText(WhoServes serving, const HostStatus &oldHost)
{
    if (serving == WhoServes::Both)
        return UserText::tr("BOTH machines serve mail: stop one of them.");
    if (serving == WhoServes::New)
        return hasTable(oldHost, u"relaymove_forward"_s)
                   ? UserText::tr("NEW serves mail; OLD forwards to it.")
                   : UserText::tr("NEW serves mail.");
    if (serving == WhoServes::Old)
        return UserText::tr("OLD serves mail.");
    if (serving == WhoServes::Unknown)
        return UserText::tr("It is not known who serves mail.");
    if (serving == WhoServes::Committed)
        return UserText::tr(
            "Nobody serves mail; OLD has handed over, and opens NEW as soon as it can "
            "tell it.");
    return hasTable(oldHost, u"relaymove_parking"_s)
               ? UserText::tr("Nobody serves mail; new connections wait on OLD.")
               : UserText::tr("Nobody serves mail.");
}

} // namespace

QList<StatusPanel> statusPanels(const RelayStatus &status, const Facts &facts)
{
    return {hostPanel(Role::Old, status.oldHost, status.dns),
            hostPanel(Role::New, status.newHost, status.dns), dnsPanel(status.dns, facts)};
}

QString unreachedText(const RelayStatus &status)
{
    QStringList sentences;
    if (!status.oldHost.reached)
        sentences << UserText::tr("OLD can't be asked.");
    if (!status.newHost.reached)
        sentences << UserText::tr("NEW can't be asked.");
    return sentences.join(u' ');
}

QString statusSentence(const RelayStatus &status)
{
    return QString(servingText(servingOf(status), status.oldHost) + u' ' + unreachedText(status))
        .trimmed();
}

} // namespace relaymove
