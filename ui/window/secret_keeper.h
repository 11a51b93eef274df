#pragma once
#include "core/base/stop_token.h"
#include "core/profiles/secret_store.h"

#include <QObject>

#include <functional>
#include <memory>

namespace relaymove {

struct Profile;

// Keeps and forgets secrets for the window. The keychain may ask the person, who may be
// slow: not in the interface's thread.
class SecretKeeper : public QObject
{
    Q_OBJECT

public:
    explicit SecretKeeper(std::shared_ptr<SecretStore> store) : m_store(std::move(store)) {}
    ~SecretKeeper() override;

    const std::shared_ptr<SecretStore> &store() const { return m_store; }
    // `done` in either case: for this sitting the secret is there.
    void keep(const Profile &profile, const Secret &secret, const std::function<void()> &done);
    void forget(const Profile &profile);

Q_SIGNALS:
    void notKept(const QString &why);
    void notForgotten(const QString &why);

private:
    std::shared_ptr<SecretStore> m_store;
    std::shared_ptr<StopToken> m_stop = std::make_shared<StopToken>();
};

} // namespace relaymove
