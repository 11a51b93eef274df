#include "core/profiles/profile_json.h"

#include "core/base/user_text.h"
#include "core/profiles/profile_fields.h"

#include <QUuid>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QJsonValue jsonOf(const QJsonValue &plain) { return plain; } // text, number, yes or no
QJsonValue jsonOf(DnsMethod method) { return dnsMethodName(method); }
QJsonValue jsonOf(const PinnedHostKey &key)
{
    if (key.isEmpty())
        return QJsonObject();
    return QJsonObject{
        {u"type"_s, key.type}, {u"blob"_s, key.blob}, {u"fingerprint"_s, key.fingerprint}};
}

// Each of these says why the value is not one for that field; empty: it is taken.
QString wrongKind() { return UserText::tr("is of the wrong kind"); }

QString take(const QJsonValue &value, QString &to)
{
    to = value.toString();
    return value.isString() ? QString() : wrongKind();
}

QString take(const QJsonValue &value, bool &to)
{
    to = value.toBool();
    return value.isBool() ? QString() : wrongKind();
}

QString take(const QJsonValue &value, int &to)
{
    if (!value.isDouble())
        return wrongKind();
    to = value.toInt(-1);
    return to == value.toDouble() ? QString() : UserText::tr("is not a whole number");
}

QString take(const QJsonValue &value, DnsMethod &to)
{
    const auto method = dnsMethodNamed(value.toString());
    to = method.value_or(to);
    return method ? QString() : UserText::tr("is neither \"rfc2136\" nor \"manual\"");
}

QString take(const QJsonValue &value, PinnedHostKey &to)
{
    to = {value[u"type"].toString(), value[u"blob"].toString(), value[u"fingerprint"].toString()};
    // The blob is what is compared, the fingerprint is what the person agreed to.
    const auto bytes =
        QByteArray::fromBase64Encoding(to.blob.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    const bool agrees = to.isEmpty() || (bytes && to == PinnedHostKey::of(to.type, *bytes));
    return agrees && value == jsonOf(to) ? QString()
                                         : UserText::tr("is not a public key with its fingerprint");
}

std::unexpected<QString> wrong(const QString &key, const QString &reason)
{
    return std::unexpected(u"\"%1\" %2."_s.arg(key, reason));
}

} // namespace

QJsonObject toJson(const Profile &profile)
{
    QJsonObject own{{u"schema"_s, profileSchemaVersion}}, dns;
    for (const ProfileField &field : profileFields()) {
        const QString name = field.key.section(u'.', -1);
        (name == field.key ? own : dns)[name] = std::visit(
            [&](const auto &kind) { return jsonOf(kind.member.of(profile)); }, field.kind);
    }
    own[u"dns"_s] = dns;
    return own;
}

std::expected<Profile, QString> profileFromJson(const QJsonObject &object)
{
    QJsonObject own = object;
    const int schema = own.take("schema"_L1).toInt(0);
    if (schema > profileSchemaVersion)
        return std::unexpected(
            UserText::tr("It was written by a newer Relaymove (schema %1; this one reads "
                         "up to %2). Use that one.")
                .arg(schema)
                .arg(profileSchemaVersion));
    if (schema != profileSchemaVersion)
        return std::unexpected(UserText::tr("It says no schema version: it is not a profile."));
    if (own.contains("dns"_L1) && !own["dns"_L1].isObject())
        return wrong(u"dns"_s, wrongKind());
    QJsonObject dns = own.take("dns"_L1).toObject();
    Profile profile;
    for (const ProfileField &field : profileFields()) {
        const QString name = field.key.section(u'.', -1);
        QJsonObject &within = name == field.key ? own : dns;
        if (!within.contains(name))
            continue;
        const QJsonValue value = within.take(name);
        const QString reason = std::visit(
            [&](const auto &kind) { return take(value, kind.member.of(profile)); }, field.kind);
        if (!reason.isEmpty())
            return wrong(field.key, reason);
    }
    // A mistyped member of a profile written by hand would otherwise mean its default, silently.
    for (const QString &name : dns.keys())
        own[u"dns."_s + name] = {};
    if (!own.isEmpty())
        return wrong(own.begin().key(), UserText::tr("is not known to this version"));
    // The id names files and folders, here and on the hosts.
    if (QUuid(profile.id).toString(QUuid::WithoutBraces) != profile.id ||
        QUuid(profile.id).isNull())
        return wrong(u"id"_s, UserText::tr("is not a UUID"));
    return profile;
}

} // namespace relaymove
