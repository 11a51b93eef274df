#include "core/relay/certificate.h"

#include "core/base/unreachable.h"
#include "core/base/user_text.h"

namespace relaymove {
using namespace Qt::StringLiterals;

QString certificatePath(TlsMode mode, const QString &domain, const QString &external)
{
    switch (mode) {
    case TlsMode::Acme:
        return u"/var/lib/acme/live/%1/fullchain"_s.arg(domain);
    case TlsMode::External:
        return external;
    case TlsMode::SelfSigned:
        return u"/etc/ssl/certs/mailserver.pem"_s;
    }
    unreachable();
}

Action readCertificateEnd(Role where)
{
    return {where, Purpose::Look,
            Command{"openssl", "x509", "-noout", "-enddate", "-dateopt", "iso_8601", "-in",
                    "{certificate}"}
                .accepts({0, 1, 127}),
            UserText::tr("whether the certificate falls due during the move")};
}

QDateTime certificateEnd(const QString &answer)
{
    // "notAfter=2026-11-03 22:11:03Z"
    return QDateTime::fromString(answer.section(u'=', 1).trimmed().replace(u' ', u'T'),
                                 Qt::ISODate);
}

} // namespace relaymove
