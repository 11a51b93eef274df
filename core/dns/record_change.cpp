#include "core/dns/record_change.h"

#include "core/base/user_text.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QSet>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString absolute(const QString &name) { return name.endsWith(u'.') ? name : name + u'.'; }

// A value with white space or a line end would be read as more than itself.
bool isOneWord(const QString &text)
{
    static const QRegularExpression word(uR"(\A[A-Za-z0-9._:-]+\z)"_s);
    return word.match(text).hasMatch();
}

bool isBase64(const QByteArray &text)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    return decoded && !decoded.decoded.isEmpty();
}

QSet<QHostAddress> setOf(const QStringList &addresses)
{
    QSet<QHostAddress> set;
    for (const QString &address : addresses)
        set << QHostAddress(address);
    return set;
}

bool areOf(const QStringList &addresses, QAbstractSocket::NetworkLayerProtocol family)
{
    return std::ranges::all_of(addresses, [&](const QString &address) {
        return QHostAddress(address).protocol() == family;
    });
}

QString whyNoScript(const QString &name, const QString &zone, const DnsSettings &settings,
                    const Secret &secret)
{
    for (const QString &word : {name, settings.server, settings.keyName, settings.algorithm}) {
        if (!isOneWord(word))
            return UserText::tr("\"%1\" is not a name or an address.").arg(word);
    }
    if (!zone.isEmpty() && !isOneWord(zone))
        return UserText::tr("\"%1\" is not a zone's name.").arg(zone);
    if (!isBase64(secret.reveal()))
        return UserText::tr("The TSIG secret is not base64.");
    return {};
}

QString whyNot(const AddressChange &change)
{
    if (change.v4.isEmpty() && change.v6.isEmpty())
        return UserText::tr("%1 would be left without any address.").arg(change.name);
    if (!areOf(change.v4, QAbstractSocket::IPv4Protocol) ||
        !areOf(change.v6, QAbstractSocket::IPv6Protocol))
        return UserText::tr("An address of %1 is not one.").arg(change.name);
    if (change.ttl < 1)
        return UserText::tr("%1 seconds are not a TTL.").arg(change.ttl);
    return {};
}

Secret script(const QString &zone, const DnsSettings &settings, const Secret &secret,
              const QStringList &updates)
{
    // A relay whose domain begins with _ has addresses; nsupdate itself would refuse them.
    QStringList lines{u"server %1 %2"_s.arg(settings.server).arg(settings.port),
                      u"check-names no"_s};
    if (!zone.isEmpty())
        lines << u"zone "_s + absolute(zone);
    lines << u"key %1:%2 %3"_s.arg(settings.algorithm, settings.keyName,
                                   QString::fromLatin1(secret.reveal()));
    return Secret((lines + updates + QStringList{u"send"_s, QString()}).join(u'\n').toLatin1());
}

} // namespace

std::expected<Secret, QString> nsupdateScript(const AddressChange &change,
                                              const DnsSettings &settings, const Secret &secret)
{
    for (const QString &reason :
         {whyNoScript(change.name, change.zone, settings, secret), whyNot(change)}) {
        if (!reason.isEmpty())
            return std::unexpected(reason);
    }
    const QString name = absolute(change.name);
    QStringList lines{u"update delete %1 A"_s.arg(name), u"update delete %1 AAAA"_s.arg(name)};
    for (const QString &address : change.v4)
        lines << u"update add %1 %2 A %3"_s.arg(name).arg(change.ttl).arg(address);
    for (const QString &address : change.v6)
        lines << u"update add %1 %2 AAAA %3"_s.arg(name).arg(change.ttl).arg(address);
    return script(change.zone, settings, secret, lines);
}

std::expected<Secret, QString> nsupdateScript(const TextChange &change, const DnsSettings &settings,
                                              const Secret &secret)
{
    const QString reason = whyNoScript(change.name, change.zone, settings, secret);
    if (!reason.isEmpty())
        return std::unexpected(reason);
    if (!change.text.isEmpty() && !isOneWord(change.text))
        return std::unexpected(UserText::tr("\"%1\" is no word.").arg(change.text));
    const QString name = absolute(change.name);
    QStringList lines{u"update delete %1 TXT"_s.arg(name)};
    if (!change.text.isEmpty())
        lines << u"update add %1 60 TXT \"%2\""_s.arg(name, change.text);
    return script(change.zone, settings, secret, lines);
}

Command nsupdateCommand(const Secret &script)
{
    // By TCP: an update is not repeated when only its reply was lost.
    return Command({"nsupdate", "-v", "-t", "20"}).input(script).within(30s);
}

QStringList recordsByHand(const AddressChange &change)
{
    const QString name = absolute(change.name);
    QStringList records;
    const auto add = [&](const QStringList &addresses, const QString &type) {
        for (const QString &address : addresses)
            records << u"%1 %2 IN %3 %4"_s.arg(name).arg(change.ttl).arg(type, address);
        if (addresses.isEmpty())
            records << UserText::tr("%1 IN %2: none; delete what is there").arg(name, type);
    };
    add(change.v4, u"A"_s);
    add(change.v6, u"AAAA"_s);
    return records;
}

bool isServed(const AddressChange &change, const AddressRecords &records)
{
    return records.authoritative && setOf(change.v4) == setOf(records.v4) &&
           setOf(change.v6) == setOf(records.v6) &&
           (change.v4.isEmpty() || change.ttl == records.ttl4) &&
           (change.v6.isEmpty() || change.ttl == records.ttl6);
}

} // namespace relaymove
