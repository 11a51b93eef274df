#include "core/profiles/profile.h"

#include "core/base/user_text.h"

#include <QJsonValue>
#include <QUuid>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// The members of one object, each taken once; what is left over or of another
// kind is the first thing wrong. A mistyped member of a profile written by hand
// would otherwise mean its default, silently.
class Members
{
public:
    Members(QJsonObject object, QString prefix, QString &wrong)
        : m_object(std::move(object)), m_prefix(std::move(prefix)), m_wrong(wrong)
    {
    }
    void take(QLatin1StringView name, QString &to)
    {
        to = value(name, QJsonValue::String, to).toString(to);
    }
    void take(QLatin1StringView name, bool &to)
    {
        to = value(name, QJsonValue::Bool, to).toBool(to);
    }
    void take(QLatin1StringView name, int &to)
    {
        const QJsonValue found = value(name, QJsonValue::Double, to);
        if (found.isDouble() && double(found.toInteger(-1)) != found.toDouble())
            complain(name, UserText::tr("is not a whole number"));
        to = found.toInt(to);
    }
    QJsonObject takeObject(QLatin1StringView name)
    {
        return value(name, QJsonValue::Object, QJsonObject()).toObject();
    }
    void need(QLatin1StringView name)
    {
        if (!m_object.contains(name))
            complain(name, UserText::tr("is missing"));
    }
    void finish()
    {
        for (auto it = m_object.constBegin(); it != m_object.constEnd(); ++it)
            complain(it.key(), UserText::tr("is not known to this version"));
    }
    void complain(const QString &name, const QString &what)
    {
        if (m_wrong.isEmpty())
            m_wrong = u"\"%1%2\" %3."_s.arg(m_prefix, name, what);
    }

private:
    QJsonValue value(QLatin1StringView name, QJsonValue::Type type, const QJsonValue &absent)
    {
        if (!m_object.contains(name))
            return absent;
        QJsonValue found = m_object.take(name);
        if (found.type() == type)
            return found;
        complain(name, UserText::tr("is of the wrong kind"));
        return absent;
    }

    QJsonObject m_object;
    QString m_prefix;
    QString &m_wrong;
};

QJsonObject keyToJson(const PinnedHostKey &key)
{
    if (key.isEmpty())
        return {};
    return {{u"type"_s, key.type}, {u"blob"_s, key.blob}, {u"fingerprint"_s, key.fingerprint}};
}

PinnedHostKey keyFromJson(const QJsonObject &object, const QString &name, QString &wrong)
{
    PinnedHostKey key;
    Members members(object, name + u'.', wrong);
    members.take("type"_L1, key.type);
    members.take("blob"_L1, key.blob);
    members.take("fingerprint"_L1, key.fingerprint);
    members.finish();
    // The blob is what is compared, the fingerprint is what the person agreed to.
    const auto bytes = QByteArray::fromBase64Encoding(key.blob.toLatin1(),
                                                      QByteArray::AbortOnBase64DecodingErrors);
    if (!object.isEmpty() && (!bytes || key != PinnedHostKey::of(key.type, *bytes)))
        members.complain({}, UserText::tr("is not a public key with its fingerprint"));
    return key;
}

void dnsFromJson(const QJsonObject &object, Profile &profile, QString &wrong)
{
    DnsSettings &dns = profile.dns;
    QString method = dnsMethodName(dns.method);
    Members members(object, u"dns."_s, wrong);
    members.take("method"_L1, method);
    members.take("server"_L1, dns.server);
    members.take("port"_L1, dns.port);
    members.take("zone"_L1, dns.zone);
    members.take("keyName"_L1, dns.keyName);
    members.take("algorithm"_L1, dns.algorithm);
    members.take("ttlDuring"_L1, profile.ttlDuring);
    members.take("ttlAfter"_L1, profile.ttlAfter);
    members.finish();
    if (method == dnsMethodName(DnsMethod::Rfc2136))
        dns.method = DnsMethod::Rfc2136;
    else if (method != dnsMethodName(DnsMethod::Manual))
        members.complain(u"method"_s, UserText::tr("is neither \"rfc2136\" nor \"manual\""));
}

// Schema 1 had the TTLs beside the records that they belong to.
void fromSchema1(QJsonObject &object)
{
    QJsonObject dns = object[u"dns"_s].toObject();
    for (const QString &name : {u"ttlDuring"_s, u"ttlAfter"_s}) {
        if (object.contains(name))
            dns[name] = object.take(name);
    }
    if (object[u"dns"_s].isObject() || !object.contains(u"dns"_s))
        object[u"dns"_s] = dns;
}

// A profile of any schema up to now, as one of today's. A later schema adds a
// case for each one before it that rewrites the object and falls through.
std::expected<QJsonObject, QString> upgraded(QJsonObject object)
{
    const int schema = object.take("schema"_L1).toInt(0);
    switch (schema) {
    case 1:
        fromSchema1(object);
        [[fallthrough]];
    case profileSchemaVersion:
        return object;
    default:
        if (schema > profileSchemaVersion)
            return std::unexpected(
                UserText::tr("It was written by a newer Relaymove (schema %1; this one reads "
                             "up to %2). Use that one.")
                    .arg(schema)
                    .arg(profileSchemaVersion));
        return std::unexpected(UserText::tr("It says no schema version: it is not a profile."));
    }
}

} // namespace

QJsonObject toJson(const Profile &profile)
{
    const DnsSettings &dns = profile.dns;
    return {
        {u"schema"_s, profileSchemaVersion},
        {u"id"_s, profile.id},
        {u"name"_s, profile.name},
        {u"domain"_s, profile.domain},
        {u"oldHost"_s, profile.oldHost},
        {u"newHost"_s, profile.newHost},
        {u"oldKey"_s, keyToJson(profile.oldKey)},
        {u"newKey"_s, keyToJson(profile.newKey)},
        {u"oldV4"_s, profile.oldV4},
        {u"oldV6"_s, profile.oldV6},
        {u"newV4"_s, profile.newV4},
        {u"newV6"_s, profile.newV6},
        {u"checkout"_s, profile.checkout},
        {u"ini"_s, profile.ini},
        {u"cmdeployNewHost"_s, profile.cmdeployNewHost},
        {u"dns"_s, QJsonObject{{u"method"_s, dnsMethodName(dns.method)},
                               {u"server"_s, dns.server},
                               {u"port"_s, dns.port},
                               {u"zone"_s, dns.zone},
                               {u"keyName"_s, dns.keyName},
                               {u"algorithm"_s, dns.algorithm},
                               {u"ttlDuring"_s, profile.ttlDuring},
                               {u"ttlAfter"_s, profile.ttlAfter}}},
        {u"deadManSeconds"_s, profile.autoRollbackSeconds},
        {u"stopAtEveryPage"_s, profile.stopAtEveryPage},
        {u"disableByCmdeploy"_s, profile.disableByCmdeploy},
        {u"oldIsFailing"_s, profile.oldIsFailing},
    };
}

std::expected<Profile, QString> profileFromJson(const QJsonObject &object)
{
    const auto current = upgraded(object);
    if (!current)
        return std::unexpected(current.error());
    Profile profile;
    QString wrong;
    Members members(*current, {}, wrong);
    members.need("id"_L1);
    members.take("id"_L1, profile.id);
    members.take("name"_L1, profile.name);
    members.take("domain"_L1, profile.domain);
    members.take("oldHost"_L1, profile.oldHost);
    members.take("newHost"_L1, profile.newHost);
    profile.oldKey = keyFromJson(members.takeObject("oldKey"_L1), u"oldKey"_s, wrong);
    profile.newKey = keyFromJson(members.takeObject("newKey"_L1), u"newKey"_s, wrong);
    members.take("oldV4"_L1, profile.oldV4);
    members.take("oldV6"_L1, profile.oldV6);
    members.take("newV4"_L1, profile.newV4);
    members.take("newV6"_L1, profile.newV6);
    members.take("checkout"_L1, profile.checkout);
    members.take("ini"_L1, profile.ini);
    members.take("cmdeployNewHost"_L1, profile.cmdeployNewHost);
    dnsFromJson(members.takeObject("dns"_L1), profile, wrong);
    members.take("deadManSeconds"_L1, profile.autoRollbackSeconds);
    members.take("stopAtEveryPage"_L1, profile.stopAtEveryPage);
    members.take("disableByCmdeploy"_L1, profile.disableByCmdeploy);
    members.take("oldIsFailing"_L1, profile.oldIsFailing);
    members.finish();
    // The id names files and folders, here and on the hosts.
    if (QUuid(profile.id).toString(QUuid::WithoutBraces) != profile.id ||
        QUuid(profile.id).isNull())
        members.complain(u"id"_s, UserText::tr("is not a UUID"));
    if (!wrong.isEmpty())
        return std::unexpected(wrong);
    return profile;
}

} // namespace relaymove
