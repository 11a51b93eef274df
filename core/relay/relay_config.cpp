#include "core/relay/relay_config.h"

#include "core/base/user_text.h"
#include "core/profiles/ini_reader.h"

#include <QHostAddress>
#include <QStringList>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

bool isIpv4(const QString &domain)
{
    const QHostAddress address(domain);
    return address.protocol() == QAbstractSocket::IPv4Protocol && address.toString() == domain;
}

} // namespace

std::expected<RelayConfig, QString> parseRelayConfig(const QByteArray &ini)
{
    const auto value = [&](const QString &key) {
        return iniValue(ini, u"params", key).value_or(QString());
    };
    RelayConfig config;
    config.domain = value(u"mail_domain"_s);
    if (config.domain.isEmpty())
        return std::unexpected(UserText::tr("it has no mail_domain in [params]"));

    const QStringList external =
        value(u"tls_external_cert_and_key"_s).simplified().split(u' ', Qt::SkipEmptyParts);
    if (external.size() == 2) {
        config.tls = TlsMode::External;
        config.certificate = external.first();
        config.key = external.last();
    } else if (!external.isEmpty()) {
        return std::unexpected(UserText::tr("tls_external_cert_and_key is not two paths"));
    } else if (config.domain.startsWith(u'_') || isIpv4(config.domain)) {
        config.tls = TlsMode::SelfSigned;
    }

    config.mailboxesDir = value(u"mailboxes_dir"_s);
    if (config.mailboxesDir.isEmpty())
        config.mailboxesDir = u"/home/vmail/mail/"_s + config.domain;
    while (config.mailboxesDir.size() > 1 && config.mailboxesDir.endsWith(u'/'))
        config.mailboxesDir.chop(1);
    if (!config.mailboxesDir.startsWith(u'/'))
        return std::unexpected(
            UserText::tr("mailboxes_dir is not a whole path: %1").arg(config.mailboxesDir));
    config.withoutIpv6 = value(u"disable_ipv6"_s).compare(u"true"_s, Qt::CaseInsensitive) == 0;
    config.wwwFolder = value(u"www_folder"_s);
    return config;
}

} // namespace relaymove
