#include "core/net/tls_probe.h"

#include "core/base/user_text.h"
#include "core/net/socket_wait.h"
#include "core/net/way.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslSocket>

namespace relaymove {
using namespace Qt::StringLiterals;

std::expected<Certificate, QString> lookAtTls(const QString &address, int port, const QString &name,
                                              const StopToken &stop,
                                              std::chrono::milliseconds timeout, Way *way)
{
    const QDeadlineTimer deadline(timeout);
    NetworkWay network;
    auto connected = (way ? *way : network).connect(address, port, timeout, stop);
    if (!connected)
        return std::unexpected(connected.error().detail);

    QSslSocket socket;
    if (!socket.setSocketDescriptor(connected->release()))
        return std::unexpected(socket.errorString());
    socket.setPeerVerifyName(name);
    socket.ignoreSslErrors(); // any certificate is looked at; nothing secret is sent here
    socket.startClientEncryption();
    if (!waitFor(socket, [&] { return socket.isEncrypted(); }, deadline, stop))
        return std::unexpected(deadline.hasExpired() ? UserText::tr("TLS was not answered in time")
                                                     : socket.errorString());
    const QSslCertificate seen = socket.peerCertificate();
    return Certificate{.names = seen.subjectAlternativeNames().values(QSsl::DnsEntry),
                       .fingerprint = seen.digest(QCryptographicHash::Sha256).toHex()};
}

} // namespace relaymove
