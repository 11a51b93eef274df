#pragma once
#include "core/migration/step.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <expected>

namespace relaymove {

struct Addresses
{
    QStringList v4, v6;
};

// The addresses of a host that others may reach it by, from `ip -j addr`: no
// loopback, link-local, private, temporary or expired ones.
std::expected<Addresses, QString> publicAddresses(const QByteArray &json);

// The source address that the system would use, from `ip -j route get ADDRESS`.
QString sourceAddress(const QByteArray &json);

// The address that `host` would come from on its way to `address`; may be empty.
Action routeTo(Role where); // {address}
QString sourceTowards(Host &host, const QString &address);

// $SSH_CONNECTION: who came, and by which of our addresses.
struct SeenConnection
{
    QString client, server;
};
SeenConnection sshConnection(const QString &variable);

bool isPublicAddress(const QString &address);
// One spelling for each address, as inet_ntop has it; anything else unchanged.
QString canonicalAddress(const QString &address);

} // namespace relaymove
