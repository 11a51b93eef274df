#pragma once
#include "core/base/secret.h"
#include "core/profiles/profile.h"

#include <memory>
#include <optional>

namespace relaymove {
class SecretStore;
}

namespace relaymove::cli {

// The keychain, with the secret that came with the command in front of it.
std::shared_ptr<SecretStore> makeSecrets(const Profile &profile,
                                         const std::optional<Secret> &given);

// Into the keychain; why not, otherwise empty.
QString keepSecret(const Profile &profile, const Secret &secret);
// What may be left behind there; otherwise empty.
QString forgetSecret(const Profile &profile);

} // namespace relaymove::cli
