#pragma once
#include "core/base/secret.h"
#include "core/dns/authority.h"
#include "core/host/command.h"
#include "core/profiles/profile.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <expected>

namespace relaymove {

// The whole set of a name's addresses as it is to be. An empty family is
// deleted: a forgotten AAAA would keep leading clients to OLD.
struct AddressChange
{
    QString zone; // may be empty for RFC 2136: the server is asked
    QString name;
    QStringList v4, v6;
    int ttl = 0;
    friend bool operator==(const AddressChange &, const AddressChange &) = default;
};

// What nsupdate reads: the TSIG secret is in it. One update message, so that no
// resolver ever sees the name without addresses. The reason when a value has
// no place in such a script.
std::expected<Secret, QString> nsupdateScript(const AddressChange &change,
                                              const DnsSettings &settings, const Secret &secret);

// Writes one TXT record, or removes the name's: proves that the key may change the zone.
struct TextChange
{
    QString zone;
    QString name;
    QString text; // letters and digits; empty: removed
};
std::expected<Secret, QString> nsupdateScript(const TextChange &change, const DnsSettings &settings,
                                              const Secret &secret);

// Runs on ADMIN; the script goes in by standard input only.
Command nsupdateCommand(const Secret &script);

// What a person types at the provider, one record a line:
// "relay.test. 300 IN A 198.51.100.20"; for a family without an address a line
// that says to delete it.
QStringList recordsByHand(const AddressChange &change);

// Whether a server that is the authority serves just this.
bool isServed(const AddressChange &change, const AddressRecords &records);

} // namespace relaymove
