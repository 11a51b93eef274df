#pragma once
#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>
#include <expected>

namespace relaymove {

class StopToken;

struct Certificate
{
    QString subject; // common name; may be empty
    QString issuer;
    QStringList names;      // that it is for
    QByteArray fingerprint; // SHA-256, hexadecimal
    QDateTime notAfter;
    QStringList distrust; // why this computer would not trust it for the name
    bool isTrusted() const { return distrust.isEmpty(); }
};

struct TlsSeen
{
    Certificate certificate;
    QByteArray alpn;      // what the server chose
    QByteArray firstLine; // what it said first; only when asked to wait for it
};

struct TlsOptions
{
    QByteArray alpn; // "imap", "smtp": nginx on 443 passes these on
    bool awaitLine = false;
    std::chrono::milliseconds patience{5000};
};

// Shakes hands with any certificate and tells which it was. `name` is for SNI
// and for `distrust`. The reason when there was no TLS; throws Cancelled.
std::expected<TlsSeen, QString> lookAtTls(const QString &address, int port, const QString &name,
                                          const TlsOptions &options, const StopToken &stop);

} // namespace relaymove
