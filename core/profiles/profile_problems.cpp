#include "core/profiles/profile.h"

#include "core/base/user_text.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUuid>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

using Problems = QList<Profile::Problem>;

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

QString withoutUser(const QString &host) { return host.section(u'@', -1); }

void checkDomain(const Profile &p, Problems &found)
{
    const auto say = [&](const QString &text) { found << Profile::Problem{u"domain"_s, text}; };
    if (p.domain.isEmpty())
        say(UserText::tr("Type the relay's domain: mail_domain in its chatmail.ini."));
    else if (isIpAddress(p.domain) || isIpAddress(QString(p.domain).remove(u'[').remove(u']')))
        say(UserText::tr(
            "A relay whose domain is an IP address can't move: every user's mail address would "
            "change with it."));
    else if (!isHostName(p.domain) || !p.domain.contains(u'.') || p.domain.endsWith(u'.'))
        say(UserText::tr("\"%1\" is not a domain such as mail.example.org.").arg(p.domain));
}

void checkHost(const QString &host, const QString &member, const QString &role, const Profile &p,
               Problems &found)
{
    const auto say = [&](const QString &text) { found << Profile::Problem{member, text}; };
    const QString name = withoutUser(host);
    if (host.isEmpty())
        return say(UserText::tr("Type the address or ssh name of the %1 host.").arg(role));
    if (host.contains(u'@') && host != u"root@"_s + name)
        return say(
            UserText::tr("\"%1\": Relaymove and cmdeploy log in as root; leave the user out.")
                .arg(host));
    if (!isHostName(name) && !isIpAddress(name))
        return say(
            UserText::tr(
                "\"%1\" is neither an address nor a host name; a port or a jump host belongs in "
                "~/.ssh/config, under a Host name that you type here.")
                .arg(host));
    if (isNameOfRelay(name, p.domain))
        say(UserText::tr(
                "\"%1\" leads to another machine once the DNS records are changed. Type the "
                "%2 host's "
                "address, or a name of its own.")
                .arg(host, role));
}

void checkDifferent(const Profile &p, Problems &found)
{
    const auto say = [&](const QString &member, const QString &text) {
        found << Profile::Problem{member, text};
    };
    const QString oldName = withoutUser(p.oldHost).toLower();
    const QString newName = withoutUser(p.newHost).toLower();
    if (!oldName.isEmpty() && (oldName == newName || sameAddress(oldName, newName)))
        say(u"newHost"_s, UserText::tr("OLD and NEW are the same machine."));
    if (sameAddress(p.oldV4, p.newV4))
        say(u"newV4"_s, UserText::tr("OLD and NEW have the same IPv4 address."));
    if (sameAddress(p.oldV6, p.newV6))
        say(u"newV6"_s, UserText::tr("OLD and NEW have the same IPv6 address."));
    if (!p.oldKey.isEmpty() && p.oldKey.blob == p.newKey.blob)
        say(u"newKey"_s,
            UserText::tr(
                "OLD and NEW show the same host key: they are one machine, or one is a "
                "clone of the other. Give NEW a key of its own, then forget the old one."));
}

void checkAddresses(const Profile &p, Problems &found)
{
    const auto check = [&](const QString &member, const QString &text, bool v6) {
        const auto family = v6 ? QAbstractSocket::IPv6Protocol : QAbstractSocket::IPv4Protocol;
        if (!text.isEmpty() && !isAddress(text, family))
            found << Profile::Problem{
                member, UserText::tr("\"%1\" is not an IPv%2 address.").arg(text).arg(v6 ? 6 : 4)};
    };
    check(u"oldV4"_s, p.oldV4, false);
    check(u"newV4"_s, p.newV4, false);
    check(u"oldV6"_s, p.oldV6, true);
    check(u"newV6"_s, p.newV6, true);
}

void checkCmdeploy(const Profile &p, Problems &found)
{
    const auto path = [&](const QString &member, const QString &text, const QString &what) {
        if (!text.startsWith(u'/'))
            found << Profile::Problem{
                member, UserText::tr("Type the whole path of %1, from / on.").arg(what)};
        else if (!isPlainForShell(text))
            found << Profile::Problem{
                member, UserText::tr("\"%1\": cmdeploy can't work in a path with spaces or "
                                     "characters that a shell reads otherwise. Move or "
                                     "link it elsewhere.")
                            .arg(text)};
    };
    // Both are fetched from OLD, or none.
    if (p.checkout.isEmpty() && !p.ini.isEmpty())
        found << Profile::Problem{
            u"checkout"_s,
            UserText::tr("Type the folder of your checkout of chatmail/relay too, or "
                         "leave chatmail.ini out: both are fetched from OLD then.")};
    else if (!p.checkout.isEmpty())
        path(u"checkout"_s, p.checkout, UserText::tr("the checkout"));
    if (!p.ini.isEmpty())
        path(u"ini"_s, p.ini, u"chatmail.ini"_s);
    const QString host = p.cmdeployNewHost;
    if (!host.isEmpty() && !isHostName(host) && !isIpAddress(host))
        found << Profile::Problem{
            u"cmdeployNewHost"_s,
            UserText::tr("\"%1\" is neither an address nor a host name; cmdeploy would give "
                         "it to a shell as it is.")
                .arg(host)};
}

void checkDns(const Profile &p, Problems &found)
{
    const auto say = [&](const QString &member, const QString &text) {
        found << Profile::Problem{u"dns."_s + member, text};
    };
    QString zone = p.dns.zone.toLower();
    if (zone.endsWith(u'.'))
        zone.chop(1);
    if (!zone.isEmpty() && !isHostName(zone))
        say(u"zone"_s, UserText::tr("\"%1\" is not a zone's name.").arg(p.dns.zone));
    else if (!zone.isEmpty() && p.domain.toLower() != zone &&
             !p.domain.toLower().endsWith(u'.' + zone))
        say(u"zone"_s, UserText::tr("%1 is not in the zone %2.").arg(p.domain, zone));
    if (p.dns.method == DnsMethod::Manual)
        return;
    if (!isHostName(p.dns.server) && !isIpAddress(p.dns.server))
        say(u"server"_s,
            UserText::tr("Type the address or name of the name server that takes updates."));
    if (p.dns.port < 1 || p.dns.port > 65535)
        say(u"port"_s, UserText::tr("A port is between 1 and 65535."));
    if (!isHostName(p.dns.keyName))
        say(u"keyName"_s,
            UserText::tr("Type the TSIG key's name, as in the name server's configuration."));
    if (!tsigAlgorithms().contains(p.dns.algorithm))
        say(u"algorithm"_s, UserText::tr("The TSIG key's algorithm is one of %1.")
                                .arg(tsigAlgorithms().join(u", ")));
}

void checkTimes(const Profile &p, Problems &found)
{
    if (p.ttlDuring < 1 || p.ttlDuring > 3600)
        found << Profile::Problem{
            u"ttlDuring"_s, UserText::tr("The TTL during the move is between 1 and 3600 seconds.")};
    if (p.ttlAfter != 0 && (p.ttlAfter < 60 || p.ttlAfter > 604800))
        found << Profile::Problem{
            u"ttlAfter"_s, UserText::tr("The TTL afterwards is between 60 and 604800 seconds, "
                                        "or 0 for what it was before.")};
    // Renewals come every few seconds; less than this and a hiccup of the link
    // would wake OLD in the middle of a cutover that goes well.
    if (p.autoRollbackSeconds < 20 || p.autoRollbackSeconds > 86400)
        found << Profile::Problem{
            u"deadManSeconds"_s,
            UserText::tr("OLD waits between 20 seconds and a day for this computer before it "
                         "serves again.")};
}

} // namespace

bool isNameOfRelay(const QString &host, const QString &domain)
{
    const QString name = host.toLower(), relay = domain.toLower();
    return !relay.isEmpty() &&
           (name == relay || name == u"www."_s + relay || name == u"mta-sts."_s + relay);
}

QList<Profile::Problem> Profile::problems() const
{
    Problems found;
    if (name.trimmed().isEmpty())
        found << Problem{u"name"_s, UserText::tr("Give the profile a name.")};
    checkDomain(*this, found);
    checkHost(oldHost, u"oldHost"_s, u"OLD"_s, *this, found);
    checkHost(newHost, u"newHost"_s, u"NEW"_s, *this, found);
    checkDifferent(*this, found);
    checkAddresses(*this, found);
    checkCmdeploy(*this, found);
    checkDns(*this, found);
    checkTimes(*this, found);
    return found;
}

} // namespace relaymove
