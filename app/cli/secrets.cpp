#include "app/cli/secrets.h"

#include "core/base/stop_token.h"
#include "core/profiles/keychain.h"

namespace relaymove::cli {

std::shared_ptr<SecretStore> makeSecrets(const Profile &profile, const std::optional<Secret> &given)
{
    const auto memory = std::make_shared<MemorySecretStore>();
    if (given) [[maybe_unused]]
        const auto kept = memory->write(profile.dnsSecretKey(), *given, StopToken());
    return keychainBehind(memory);
}

QString keepSecret(const Profile &profile, const Secret &secret)
{
    const auto kept = KeychainSecretStore().write(profile.dnsSecretKey(), secret, StopToken());
    return kept ? QString() : secretTroubleText(kept.error());
}

void forgetSecret(const Profile &profile)
{
    // A keychain that is not there has nothing to forget.
    [[maybe_unused]] const auto gone =
        KeychainSecretStore().remove(profile.dnsSecretKey(), StopToken());
}

} // namespace relaymove::cli
