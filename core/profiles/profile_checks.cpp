#include "core/profiles/profile_checks.h"

#include "core/base/role.h"
#include "core/base/user_text.h"
#include "core/profiles/profile.h"

#include <QHostAddress>
#include <QRegularExpression>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

bool isHostName(const QString &name)
{
    static const QRegularExpression pattern(
        uR"(\A(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.?\z)"_s);
    return name.size() <= 253 && pattern.match(name).hasMatch();
}

// cmdeploy puts host and path into a shell's line without quotes.
bool isPlainForShell(const QString &text)
{
    static const QRegularExpression odd(uR"([^\p{L}\p{N}\p{M}_./+,@=:%-])"_s);
    return !odd.match(text).hasMatch();
}

bool isAddress(const QString &text, QAbstractSocket::NetworkLayerProtocol family)
{
    // QHostAddress reads "1" and "10.1" as well; the name servers don't.
    const QHostAddress address(text);
    return address.protocol() == family && address.scopeId().isEmpty() &&
           (family != QAbstractSocket::IPv4Protocol || address.toString() == text);
}

bool isIpAddress(const QString &text)
{
    return isAddress(text, QAbstractSocket::IPv4Protocol) ||
           isAddress(text, QAbstractSocket::IPv6Protocol);
}

bool sameAddress(const QString &a, const QString &b)
{
    return isIpAddress(a) && isIpAddress(b) && QHostAddress(a) == QHostAddress(b);
}

QString problemOfAddress(const QString &text, QAbstractSocket::NetworkLayerProtocol family)
{
    if (text.isEmpty() || isAddress(text, family))
        return {};
    const int version = family == QAbstractSocket::IPv6Protocol ? 6 : 4;
    return UserText::tr("\"%1\" is not an IPv%2 address.").arg(text).arg(version);
}

QString withoutUser(const QString &host) { return host.section(u'@', -1); }

QString problemOfHost(Role role, const QString &host, const QString &domain)
{
    const QString name = withoutUser(host);
    if (host.isEmpty())
        return UserText::tr("Type the address or ssh name of the %1 host.").arg(roleName(role));
    if (host.contains(u'@') && host != u"root@"_s + name)
        return UserText::tr("\"%1\": Relaymove and cmdeploy log in as root; leave the user out.")
            .arg(host);
    if (!isHostName(name) && !isIpAddress(name))
        return UserText::tr(
                   "\"%1\" is neither an address nor a host name; a port or a jump host belongs in "
                   "~/.ssh/config, under a Host name that you type here.")
            .arg(host);
    if (isNameOfRelay(name, domain))
        return UserText::tr(
                   "\"%1\" leads to another machine once the DNS records are changed. Type the "
                   "%2 host's "
                   "address, or a name of its own.")
            .arg(host, roleName(role));
    return {};
}

QString problemOfPath(const QString &path, const QString &what)
{
    if (!path.startsWith(u'/'))
        return UserText::tr("Type the whole path of %1, from / on.").arg(what);
    if (!isPlainForShell(path))
        return UserText::tr("\"%1\": cmdeploy can't work in a path with spaces or "
                            "characters that a shell reads otherwise. Move or "
                            "link it elsewhere.")
            .arg(path);
    return {};
}

bool sendsUpdates(const Profile &p) { return p.dns.method == DnsMethod::Rfc2136; }

} // namespace

QString problemOfName(const Profile &p)
{
    return p.name.trimmed().isEmpty() ? UserText::tr("Give the profile a name.") : QString();
}

QString problemOfDomain(const Profile &p)
{
    if (p.domain.isEmpty())
        return UserText::tr("Type the relay's domain: mail_domain in its chatmail.ini.");
    if (isIpAddress(p.domain) || isIpAddress(QString(p.domain).remove(u'[').remove(u']')))
        return UserText::tr(
            "A relay whose domain is an IP address can't move: every user's mail address would "
            "change with it.");
    if (!isHostName(p.domain) || !p.domain.contains(u'.') || p.domain.endsWith(u'.'))
        return UserText::tr("\"%1\" is not a domain such as mail.example.org.").arg(p.domain);
    return {};
}

QString problemOfOldHost(const Profile &p) { return problemOfHost(Role::Old, p.oldHost, p.domain); }

QString problemOfNewHost(const Profile &p)
{
    const QString own = problemOfHost(Role::New, p.newHost, p.domain);
    const QString oldName = withoutUser(p.oldHost).toLower();
    const QString newName = withoutUser(p.newHost).toLower();
    if (own.isEmpty() && (oldName == newName || sameAddress(oldName, newName)))
        return UserText::tr("OLD and NEW are the same machine.");
    return own;
}

QString problemOfNewKey(const Profile &p)
{
    if (p.oldKey.isEmpty() || p.oldKey.blob != p.newKey.blob)
        return {};
    return UserText::tr("OLD and NEW show the same host key: they are one machine, or one is a "
                        "clone of the other. Give NEW a key of its own, then forget the old one.");
}

QString problemOfOldV4(const Profile &p)
{
    return problemOfAddress(p.oldV4, QAbstractSocket::IPv4Protocol);
}

QString problemOfOldV6(const Profile &p)
{
    return problemOfAddress(p.oldV6, QAbstractSocket::IPv6Protocol);
}

QString problemOfNewV4(const Profile &p)
{
    if (sameAddress(p.oldV4, p.newV4))
        return UserText::tr("OLD and NEW have the same IPv4 address.");
    return problemOfAddress(p.newV4, QAbstractSocket::IPv4Protocol);
}

QString problemOfNewV6(const Profile &p)
{
    if (sameAddress(p.oldV6, p.newV6))
        return UserText::tr("OLD and NEW have the same IPv6 address.");
    return problemOfAddress(p.newV6, QAbstractSocket::IPv6Protocol);
}

// Both are fetched from OLD, or none.
QString problemOfCheckout(const Profile &p)
{
    if (!p.checkout.isEmpty())
        return problemOfPath(p.checkout, UserText::tr("the checkout"));
    if (!p.ini.isEmpty())
        return UserText::tr("Type the folder of your checkout of chatmail/relay too, or "
                            "leave chatmail.ini out: both are fetched from OLD then.");
    return {};
}

QString problemOfIni(const Profile &p)
{
    return p.ini.isEmpty() ? QString() : problemOfPath(p.ini, u"chatmail.ini"_s);
}

QString problemOfCmdeployHost(const Profile &p)
{
    const QString host = p.cmdeployNewHost;
    if (host.isEmpty() || isHostName(host) || isIpAddress(host))
        return {};
    return UserText::tr("\"%1\" is neither an address nor a host name; cmdeploy would give "
                        "it to a shell as it is.")
        .arg(host);
}

QString problemOfZone(const Profile &p)
{
    QString zone = p.dns.zone.toLower();
    if (zone.endsWith(u'.'))
        zone.chop(1);
    if (zone.isEmpty())
        return {};
    if (!isHostName(zone))
        return UserText::tr("\"%1\" is not a zone's name.").arg(p.dns.zone);
    if (p.domain.toLower() != zone && !p.domain.toLower().endsWith(u'.' + zone))
        return UserText::tr("%1 is not in the zone %2.").arg(p.domain, zone);
    return {};
}

QString problemOfServer(const Profile &p)
{
    if (!sendsUpdates(p) || isHostName(p.dns.server) || isIpAddress(p.dns.server))
        return {};
    return UserText::tr("Type the address or name of the name server that takes updates.");
}

QString problemOfKeyName(const Profile &p)
{
    if (!sendsUpdates(p) || isHostName(p.dns.keyName))
        return {};
    return UserText::tr("Type the TSIG key's name, as in the name server's configuration.");
}

QString problemOfAlgorithm(const Profile &p)
{
    if (!sendsUpdates(p) || tsigAlgorithms().contains(p.dns.algorithm))
        return {};
    return UserText::tr("The TSIG key's algorithm is one of %1.").arg(tsigAlgorithms().join(u", "));
}

} // namespace relaymove
