#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <expected>

namespace relaymove {

class StopToken;
class Way;

struct Certificate
{
    QStringList names;      // that it is for
    QByteArray fingerprint; // SHA-256, hexadecimal
};

// Shakes hands with any certificate and tells which it was. `name` is for SNI. The reason
// when there was no TLS; throws Cancelled. Without a way it goes over the network.
std::expected<Certificate, QString>
lookAtTls(const QString &address, int port, const QString &name, const StopToken &stop,
          std::chrono::milliseconds timeout = std::chrono::seconds(5), Way *way = nullptr);

} // namespace relaymove
