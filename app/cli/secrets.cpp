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

QString forgetSecret(const Profile &profile)
{
    return leftBehindText(KeychainSecretStore().remove(profile.dnsSecretKey(), StopToken()),
                          profile.dnsSecretKey(), profile.dns.method == DnsMethod::Rfc2136);
}

} // namespace relaymove::cli
