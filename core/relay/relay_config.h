#pragma once
#include "core/migration/facts.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <expected>

namespace relaymove {

// The parts of a relay's chatmail.ini that a move depends on.
struct RelayConfig
{
    QString domain;
    TlsMode tls = TlsMode::Acme;
    QString certificate, key; // paths, in external mode
    QString mailboxesDir;
    bool withoutIpv6 = false; // disable_ipv6: nothing listens there
    QString wwwFolder;        // of the admin's own pages, on ADMIN; or "disabled"
    friend bool operator==(const RelayConfig &, const RelayConfig &) = default;
};

// The reason when it is no relay's configuration.
std::expected<RelayConfig, QString> parseRelayConfig(const QByteArray &ini);

} // namespace relaymove
