#pragma once
#include "core/profiles/secret_store.h"

#include <chrono>
#include <functional>
#include <memory>

namespace QKeychain {
class Job;
}

namespace relaymove {

// The desktop's keychain (Secret Service, KWallet), in a thread of its own: its
// jobs need an event loop, and neither the worker nor a command line has one.
// Needs a QCoreApplication, and no call may outlive it.
class KeychainSecretStore : public SecretStore
{
public:
    // A locked keychain asks the person; `timeout` is for them.
    explicit KeychainSecretStore(QString service = QStringLiteral("relaymove"),
                                 std::chrono::milliseconds timeout = std::chrono::seconds(60));

    std::expected<Secret, SecretTrouble> read(const QString &key, const StopToken &stop) override;
    // Reads it back.
    std::expected<void, SecretTrouble> write(const QString &key, const Secret &secret,
                                             const StopToken &stop) override;
    std::expected<void, SecretTrouble> remove(const QString &key, const StopToken &stop) override;

private:
    // `make` runs in the keychain's thread; the secret is empty but for a read.
    std::expected<Secret, SecretTrouble> run(std::function<QKeychain::Job *()> make,
                                             const StopToken &stop);
    std::expected<void, SecretTrouble> put(const QString &key, const QByteArray &value,
                                           const StopToken &stop);

    QString m_service;
    std::chrono::milliseconds m_patience;
};

// The keychain with `memory` in front: one that is missing or locked must not make
// anyone type the same secret twice in one sitting.
std::shared_ptr<SecretStore> keychainBehind(std::shared_ptr<SecretStore> memory);

} // namespace relaymove
