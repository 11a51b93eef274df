#include "core/profiles/profile.h"

#include "core/base/enum_names.h"

#include <QCryptographicHash>
#include <QUuid>

namespace relaymove {
using namespace Qt::StringLiterals;

PinnedHostKey PinnedHostKey::of(QString type, const QByteArray &key)
{
    const QByteArray digest = QCryptographicHash::hash(key, QCryptographicHash::Sha256);
    const QByteArray text = digest.toBase64(QByteArray::OmitTrailingEquals);
    return {std::move(type), QString::fromLatin1(key.toBase64()),
            u"SHA256:"_s + QString::fromLatin1(text)};
}

bool isNameOfRelay(const QString &host, const QString &domain)
{
    const QString name = host.toLower(), relay = domain.toLower();
    return !relay.isEmpty() &&
           (name == relay || name == u"www."_s + relay || name == u"mta-sts."_s + relay);
}

QString Profile::iniPath() const { return ini.isEmpty() ? checkout + u"/chatmail.ini"_s : ini; }

QString Profile::sshHostForCmdeploy() const
{
    // cmdeploy always logs in as root and puts that in front itself.
    return cmdeployNewHost.isEmpty() ? newHost.section(u'@', -1) : cmdeployNewHost;
}

QString Profile::dnsSecretKey() const { return u"tsig/"_s + id; }

const QStringList &tsigAlgorithms()
{
    static const QStringList names{u"hmac-sha256"_s, u"hmac-sha512"_s, u"hmac-sha384"_s,
                                   u"hmac-sha224"_s, u"hmac-sha1"_s,   u"hmac-md5"_s};
    return names;
}

Profile Profile::fresh()
{
    Profile profile;
    profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    return profile;
}

static constexpr EnumName<DnsMethod> methods[]{{DnsMethod::Rfc2136, u"rfc2136"},
                                               {DnsMethod::Manual, u"manual"}};

QString dnsMethodName(DnsMethod method) { return nameIn(methods, method); }
std::optional<DnsMethod> dnsMethodNamed(QStringView name) { return valueIn(methods, name); }

} // namespace relaymove
