#include "core/profiles/secret_store.h"

#include "core/base/unreachable.h"
#include "core/base/user_text.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace relaymove {
using namespace Qt::StringLiterals;

QString secretTroubleText(const SecretTrouble &trouble)
{
    const auto text = [&] {
        switch (trouble.kind) {
        case SecretTrouble::Kind::NotThere:
            return UserText::tr("The keychain does not have it, or is locked.");
        case SecretTrouble::Kind::NoKeychain:
            return UserText::tr("This computer has no keychain that answers.");
        case SecretTrouble::Kind::Denied:
            return UserText::tr("The keychain is locked, or access was denied.");
        case SecretTrouble::Kind::Slow:
            return UserText::tr("The keychain did not answer in time.");
        case SecretTrouble::Kind::Unproven:
            return UserText::tr("The keychain took it, but does not give it back.");
        }
        unreachable();
    };
    return text() + (trouble.detail.isEmpty() ? QString() : u" ("_s + trouble.detail + u')');
}

QString leftBehindText(const std::expected<void, SecretTrouble> &removed, const QString &key,
                       bool expected)
{
    if (removed || removed.error().kind == SecretTrouble::Kind::NotThere)
        return {};
    // Where no keychain answers and none was needed there is nothing to tell.
    if (removed.error().kind == SecretTrouble::Kind::NoKeychain && !expected)
        return {};
    return UserText::tr("The profile is gone, but its secret may still be in the keychain, as "
                        "\"%1\" of relaymove. %2 Remove it there.")
        .arg(key, secretTroubleText(removed.error()));
}

std::expected<Secret, SecretTrouble> MemorySecretStore::read(const QString &key, const StopToken &)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_secrets.constFind(key); found != m_secrets.constEnd())
        return *found;
    return std::unexpected(SecretTrouble{SecretTrouble::Kind::NotThere, {}});
}

std::expected<void, SecretTrouble> MemorySecretStore::write(const QString &key,
                                                            const Secret &secret, const StopToken &)
{
    const std::lock_guard lock(m_mutex);
    m_secrets.insert(key, secret);
    return {};
}

std::expected<void, SecretTrouble> MemorySecretStore::remove(const QString &key, const StopToken &)
{
    const std::lock_guard lock(m_mutex);
    m_secrets.remove(key);
    return {};
}

std::expected<Secret, SecretTrouble> ChainSecretStore::read(const QString &key,
                                                            const StopToken &stop)
{
    std::expected<Secret, SecretTrouble> found = std::unexpected(SecretTrouble{});
    for (std::size_t i = 0; i < m_stores.size(); ++i) {
        found = m_stores[i]->read(key, stop);
        if (!found)
            continue;
        for (std::size_t before = 0; before < i; ++before) [[maybe_unused]]
            const auto kept = m_stores[before]->write(key, *found, stop);
        break;
    }
    return found;
}

std::expected<void, SecretTrouble> ChainSecretStore::write(const QString &key, const Secret &secret,
                                                           const StopToken &stop)
{
    std::expected<void, SecretTrouble> all;
    for (const auto &store : m_stores) {
        if (const auto one = store->write(key, secret, stop); !one)
            all = one;
    }
    return all;
}

std::expected<void, SecretTrouble> ChainSecretStore::remove(const QString &key,
                                                            const StopToken &stop)
{
    std::expected<void, SecretTrouble> all;
    for (const auto &store : m_stores) {
        if (const auto one = store->remove(key, stop); !one)
            all = one;
    }
    return all;
}

std::expected<Secret, QString> readSecretLine(int descriptor)
{
    constexpr int longest = 65536;
    QByteArray line;
    for (;;) {
        char c = 0;
        const auto got = ::read(descriptor, &c, 1); // more would be taken from the next reader
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return std::unexpected(UserText::tr("The secret can't be read: %1.")
                                       .arg(QString::fromLocal8Bit(std::strerror(errno))));
        if (got == 0 || c == '\n')
            break;
        line += c;
        if (line.size() > longest)
            return std::unexpected(UserText::tr("The secret's line has no end."));
    }
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return std::unexpected(UserText::tr("There is no secret to be read."));
    return Secret(line);
}

} // namespace relaymove
