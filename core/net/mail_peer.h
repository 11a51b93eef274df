#pragma once
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>

namespace relaymove {

class Way;

// Where a mail client or server connects, told apart from the name it looks for.
struct MailPeer
{
    QString address; // IP
    int port = 993;
    QString name;       // for SNI and the certificate
    bool verify = true; // off for self-signed relays
    std::chrono::milliseconds timeout{10000};
    Way *way = nullptr; // none: over the network
};

struct Login
{
    QString user;
    Secret password;
};

struct ProbeTrouble
{
    enum class Kind {
        NoConnection, // refused, silent or unreachable; or cut
        Untrusted,    // the certificate, before anything secret was sent
        Denied,       // user or password
        Rejected,     // the server said no: `code`, the last of `replies`
    };
    Kind kind = Kind::NoConnection;
    QString detail;
    int code = 0;
    QStringList replies; // the server's lines up to then
};

struct Mail
{
    QString from, to;   // of the envelope
    QByteArray content; // headers and body
};

} // namespace relaymove
