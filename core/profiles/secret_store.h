#pragma once
#include "core/base/secret.h"

#include <QHash>
#include <QString>

#include <expected>
#include <memory>
#include <mutex>
#include <vector>

namespace relaymove {

class StopToken;

struct SecretTrouble
{
    enum class Kind {
        NotThere,   // or in a locked keychain that hides it: ask the person
        NoKeychain, // none on this computer, or it can't be reached
        Denied,     // locked, and nobody opened it
        Slow,       // it, or the person that it asks, did not answer in time
        Unproven,   // written, but not read back
    };
    Kind kind = Kind::NotThere;
    QString detail; // what the keychain said
};

// A sentence that says what it means: the secret will be asked for again.
QString secretTroubleText(const SecretTrouble &trouble);

// After a removal: the sentence for a person who may have to remove it by hand; empty
// where nothing is left. `expected`: a secret was kept there, as far as the profile says.
QString leftBehindText(const std::expected<void, SecretTrouble> &removed, const QString &key,
                       bool expected);

// Passwords and keys by name, such as Profile::dnsSecretKey(). Blocks; throws
// Cancelled when `stop` is raised. Any thread.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    virtual std::expected<Secret, SecretTrouble> read(const QString &key,
                                                      const StopToken &stop) = 0;
    virtual std::expected<void, SecretTrouble> write(const QString &key, const Secret &secret,
                                                     const StopToken &stop) = 0;
    virtual std::expected<void, SecretTrouble> remove(const QString &key,
                                                      const StopToken &stop) = 0;
};

// For this run only.
class MemorySecretStore : public SecretStore
{
public:
    std::expected<Secret, SecretTrouble> read(const QString &key, const StopToken &stop) override;
    std::expected<void, SecretTrouble> write(const QString &key, const Secret &secret,
                                             const StopToken &stop) override;
    std::expected<void, SecretTrouble> remove(const QString &key, const StopToken &stop) override;

private:
    std::mutex m_mutex;
    QHash<QString, Secret> m_secrets;
};

// The first of `stores` that has a secret gives it, and those before it keep it: a
// keychain that asks its person asks once a run. Written and removed in all;
// the last trouble is told: in memory it is there then, for this run.
class ChainSecretStore : public SecretStore
{
public:
    explicit ChainSecretStore(std::vector<std::shared_ptr<SecretStore>> stores)
        : m_stores(std::move(stores))
    {
    }
    std::expected<Secret, SecretTrouble> read(const QString &key, const StopToken &stop) override;
    std::expected<void, SecretTrouble> write(const QString &key, const Secret &secret,
                                             const StopToken &stop) override;
    std::expected<void, SecretTrouble> remove(const QString &key, const StopToken &stop) override;

private:
    std::vector<std::shared_ptr<SecretStore>> m_stores;
};

// One line of a file descriptor, standard input for one, without its end; what
// follows stays to be read. The reason when there is none.
std::expected<Secret, QString> readSecretLine(int descriptor);

} // namespace relaymove
