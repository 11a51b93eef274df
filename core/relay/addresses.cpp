#include "core/relay/addresses.h"

#include "core/base/user_text.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

QString canonicalAddress(const QString &address)
{
    const QHostAddress parsed(address);
    // An IPv4 client of a dual-stack sshd: "::ffff:192.0.2.1".
    bool mapped = false;
    const quint32 v4 = parsed.toIPv4Address(&mapped);
    if (mapped && !parsed.isNull())
        return QHostAddress(v4).toString();
    return parsed.isNull() ? address : parsed.toString();
}

bool isPublicAddress(const QString &address)
{
    const QHostAddress parsed(canonicalAddress(address));
    // QHostAddress::isGlobal() would leave out the documentation ranges.
    static const QList<std::pair<QHostAddress, int>> local{
        QHostAddress::parseSubnet(u"0.0.0.0/8"_s),
        QHostAddress::parseSubnet(u"10.0.0.0/8"_s),
        QHostAddress::parseSubnet(u"100.64.0.0/10"_s),
        QHostAddress::parseSubnet(u"127.0.0.0/8"_s),
        QHostAddress::parseSubnet(u"169.254.0.0/16"_s),
        QHostAddress::parseSubnet(u"172.16.0.0/12"_s),
        QHostAddress::parseSubnet(u"192.168.0.0/16"_s),
        QHostAddress::parseSubnet(u"::/127"_s),
        QHostAddress::parseSubnet(u"fc00::/7"_s),
        QHostAddress::parseSubnet(u"fe80::/10"_s)};
    return !parsed.isNull() &&
           std::ranges::none_of(local, [&](const auto &net) { return parsed.isInSubnet(net); });
}

std::expected<Addresses, QString> publicAddresses(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isArray())
        return std::unexpected(u"\"ip -j addr\" printed no JSON list"_s);
    Addresses found;
    for (const auto &link : document.array()) {
        for (const auto &entry : link[u"addr_info"].toArray()) {
            const QString address = canonicalAddress(entry[u"local"].toString());
            const bool lasting = !entry[u"temporary"].toBool() && !entry[u"deprecated"].toBool();
            if (!lasting || entry[u"scope"].toString() != u"global" || !isPublicAddress(address))
                continue;
            (entry[u"family"].toString() == u"inet6" ? found.v6 : found.v4) << address;
        }
    }
    return found;
}

QString sourceAddress(const QByteArray &json)
{
    const QJsonArray routes = QJsonDocument::fromJson(json).array();
    return routes.isEmpty() ? QString() : canonicalAddress(routes.first()[u"prefsrc"].toString());
}

Action routeTo(Role where)
{
    return {where, Purpose::Look,
            Command{"ip", "-j", "route", "get", "{address}"}.accepts({0, 1, 2}),
            UserText::tr("by which address it gets there")};
}

QString sourceTowards(Host &host, const QString &address)
{
    return address.isEmpty()
               ? QString()
               : sourceAddress(routeTo(host.role()).with("address", address).runOn(host).out);
}

SeenConnection sshConnection(const QString &variable)
{
    const QStringList parts = variable.simplified().split(u' ');
    if (parts.size() != 4)
        return {};
    return {canonicalAddress(parts.at(0)), canonicalAddress(parts.at(2))};
}

} // namespace relaymove
