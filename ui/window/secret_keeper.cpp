#include "ui/window/secret_keeper.h"

#include "core/base/failure.h"
#include "core/profiles/profile.h"
#include "ui/base/background.h"

namespace relaymove {
using namespace Qt::StringLiterals;

SecretKeeper::~SecretKeeper() { m_stop->raise(); }

void SecretKeeper::keep(const Profile &profile, const Secret &secret,
                        const std::function<void()> &done)
{
    const auto write = [store = m_store, stop = m_stop, key = profile.dnsSecretKey(),
                        secret]() -> QString {
        try {
            const auto kept = store->write(key, secret, *stop);
            return kept ? QString() : secretTroubleText(kept.error());
        } catch (const Cancelled &) {
            return {}; // the window is gone
        }
    };
    inBackground(this, write, [this, done](const QString &trouble) {
        if (!trouble.isEmpty())
            Q_EMIT notKept(tr("%1 The secret is used now and asked for again when Relaymove is "
                              "started again.")
                               .arg(trouble));
        done();
    });
}

void SecretKeeper::forget(const Profile &profile)
{
    const auto remove = [store = m_store, stop = m_stop, key = profile.dnsSecretKey(),
                         expected = profile.dns.method == DnsMethod::Rfc2136]() -> QString {
        try {
            return leftBehindText(store->remove(key, *stop), key, expected);
        } catch (const Cancelled &) {
            return {};
        }
    };
    inBackground(this, remove, [this](const QString &trouble) {
        if (!trouble.isEmpty())
            Q_EMIT notForgotten(trouble);
    });
}

} // namespace relaymove
