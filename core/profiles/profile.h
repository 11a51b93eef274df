#pragma once
#include <QString>
#include <QStringList>

#include <optional>

namespace relaymove {

// A host key that the person agreed to. `blob` is the public key as in
// known_hosts, `fingerprint` its SHA-256 as OpenSSH prints it.
struct PinnedHostKey
{
    QString type; // "ssh-ed25519"
    QString blob; // base64
    QString fingerprint;
    bool isEmpty() const { return blob.isEmpty(); }
    // `key` is the public key's bytes, not base64.
    static PinnedHostKey of(QString type, const QByteArray &key);
    friend bool operator==(const PinnedHostKey &, const PinnedHostKey &) = default;
};

// Whether a host's name is one of those that lead to NEW once the records are changed.
bool isNameOfRelay(const QString &host, const QString &domain);

enum class DnsMethod { Rfc2136, Manual };

// What a TSIG key can be made for, as nsupdate calls it; the usual one first.
const QStringList &tsigAlgorithms();

struct DnsSettings
{
    DnsMethod method = DnsMethod::Manual;
    QString server; // address or name of the primary that takes updates
    int port = 53;
    QString zone; // empty: the zone that the domain is in
    QString keyName;
    QString algorithm = QStringLiteral("hmac-sha256");
    friend bool operator==(const DnsSettings &, const DnsSettings &) = default;
};

// Everything that a person says about one move, secrets excepted.
struct Profile
{
    QString id; // the migration's: a UUID without braces
    QString name;
    QString domain;           // the relay's mail_domain
    QString oldHost, newHost; // as typed for ssh
    PinnedHostKey oldKey, newKey;
    QString oldV4, oldV6, newV4, newV6; // may be empty: found out later
    QString checkout;        // folder of chatmail/relay on this computer; empty: OLD's is fetched
    QString ini;             // empty: chatmail.ini in the checkout
    QString cmdeployNewHost; // empty: newHost without a user
    DnsSettings dns;
    int ttlDuring = 300;
    int ttlAfter = 0; // 0: what it was before
    int autoRollbackSeconds = 600;
    bool stopAtEveryPage = false;
    bool disableByCmdeploy = false; // OLD is upgraded by it, for good
    bool oldIsFailing = false;      // its disk: core/salvage/salvage.h

    // What cmdeploy gets as --config and --ssh-host.
    QString iniPath() const;
    QString sshHostForCmdeploy() const;
    QString dnsSecretKey() const; // the TSIG secret's name in the secret store

    static Profile fresh(); // a new id, everything else as above
    friend bool operator==(const Profile &, const Profile &) = default;
};

QString dnsMethodName(DnsMethod method); // "rfc2136", "manual"
std::optional<DnsMethod> dnsMethodNamed(QStringView name);

} // namespace relaymove
