#include "core/net/tls_probe.h"

#include "core/base/said.h"
#include "core/net/socket_wait.h"
#include "core/net/tcp_probe.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Certificate certificateOf(const QSslSocket &socket)
{
    const QSslCertificate seen = socket.peerCertificate();
    Certificate certificate;
    certificate.subject = seen.subjectInfo(QSslCertificate::CommonName).join(u", ");
    certificate.issuer = seen.issuerDisplayName();
    certificate.names = seen.subjectAlternativeNames().values(QSsl::DnsEntry);
    certificate.fingerprint = seen.digest(QCryptographicHash::Sha256).toHex();
    certificate.notAfter = seen.expiryDate().toUTC();
    for (const QSslError &error : socket.sslHandshakeErrors())
        certificate.distrust << error.errorString();
    return certificate;
}

} // namespace

std::expected<TlsSeen, QString> lookAtTls(const QString &address, int port, const QString &name,
                                          const TlsOptions &options, const StopToken &stop)
{
    const QDeadlineTimer deadline(options.patience);
    auto connected = connectTcp(address, port, options.patience, stop);
    if (!connected)
        return std::unexpected(connected.error().detail);

    QSslSocket socket;
    if (!socket.setSocketDescriptor(connected->release()))
        return std::unexpected(socket.errorString());
    if (!options.alpn.isEmpty()) {
        QSslConfiguration configuration = socket.sslConfiguration();
        configuration.setAllowedNextProtocols({options.alpn});
        socket.setSslConfiguration(configuration);
    }
    socket.setPeerVerifyName(name);
    socket.ignoreSslErrors(); // told in `distrust`; nothing secret is sent here
    socket.startClientEncryption();
    if (!waitFor(socket, [&] { return socket.isEncrypted(); }, deadline, stop))
        return std::unexpected(deadline.hasExpired() ? Said::tr("TLS was not answered in time")
                                                     : socket.errorString());
    TlsSeen seen{certificateOf(socket), socket.sslConfiguration().nextNegotiatedProtocol(), {}};
    if (options.awaitLine) {
        if (!waitFor(socket, [&] { return socket.canReadLine(); }, deadline, stop))
            return std::unexpected(Said::tr("nothing was said after the TLS handshake"));
        seen.firstLine = socket.readLine(1000).trimmed();
    }
    return seen;
}

} // namespace relaymove
