#include "core/profiles/keychain.h"

#include "core/base/await.h"

#include <QCoreApplication>
#include <QThread>

#include <qt6keychain/keychain.h>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

using Result = std::expected<Secret, SecretTrouble>;

SecretTrouble::Kind kindOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::EntryNotFound:
        return SecretTrouble::Kind::NotThere;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::CouldNotDeleteEntry:
        return SecretTrouble::Kind::Denied;
    default:
        return SecretTrouble::Kind::NoKeychain;
    }
}

Result resultOf(const QKeychain::Job *job)
{
    if (job->error() != QKeychain::NoError)
        return std::unexpected(SecretTrouble{kindOf(job->error()), job->errorString()});
    const auto *reading = qobject_cast<const QKeychain::ReadPasswordJob *>(job);
    return reading ? Secret(reading->binaryData()) : Secret();
}

QThread *keychainThread = nullptr;

// Lives in the thread of all keychain jobs. One for the whole program: libsecret
// has one connection, and it waits for ever once the thread that made it is gone.
QObject *keychainHome()
{
    static QObject *const home = [] {
        keychainThread = new QThread;
        keychainThread->setObjectName(u"keychain"_s);
        auto *object = new QObject;
        object->moveToThread(keychainThread);
        QObject::connect(keychainThread, &QThread::finished, object, &QObject::deleteLater);
        keychainThread->start();
        qAddPostRoutine([] {
            keychainThread->quit();
            keychainThread->wait();
            delete keychainThread;
        });
        return object;
    }();
    return home;
}

} // namespace

KeychainSecretStore::KeychainSecretStore(QString service, std::chrono::milliseconds timeout)
    : m_service(std::move(service)), m_patience(timeout)
{
}

Result KeychainSecretStore::run(std::function<QKeychain::Job *()> make, const StopToken &stop)
{
    // A job deletes itself when it is done. One that never is stays: there is no
    // way to take a request back from the keychain.
    const auto post = [make = std::move(make)](std::function<void(Result)> done) {
        QKeychain::Job *job = make();
        QObject::connect(
            job, &QKeychain::Job::finished, job,
            [done = std::move(done)](QKeychain::Job *ended) { done(resultOf(ended)); });
        job->start();
    };
    if (auto result = await<Result>(keychainHome(), post, stop, m_patience))
        return *std::move(result);
    return std::unexpected(SecretTrouble{SecretTrouble::Kind::Slow, {}});
}

Result KeychainSecretStore::read(const QString &key, const StopToken &stop)
{
    const auto make = [service = m_service, key]() -> QKeychain::Job * {
        auto *job = new QKeychain::ReadPasswordJob(service);
        job->setKey(key);
        return job;
    };
    return run(make, stop);
}

std::expected<void, SecretTrouble>
KeychainSecretStore::put(const QString &key, const QByteArray &value, const StopToken &stop)
{
    const auto make = [service = m_service, key, value]() -> QKeychain::Job * {
        auto *job = new QKeychain::WritePasswordJob(service);
        job->setKey(key);
        job->setBinaryData(value);
        return job;
    };
    if (const auto result = run(make, stop); !result)
        return std::unexpected(result.error());
    return {};
}

std::expected<void, SecretTrouble>
KeychainSecretStore::write(const QString &key, const Secret &secret, const StopToken &stop)
{
    if (const auto result = put(key, secret.reveal(), stop); !result)
        return result;
    const auto back = read(key, stop);
    if (back && *back == secret)
        return {};
    return std::unexpected(
        SecretTrouble{SecretTrouble::Kind::Unproven, back ? QString() : back.error().detail});
}

std::expected<void, SecretTrouble> KeychainSecretStore::remove(const QString &key,
                                                               const StopToken &stop)
{
    // A locked keychain says that it deleted what it still has; but it does say
    // that it can't write.
    if (const auto blanked = put(key, "-", stop); !blanked)
        return blanked;
    const auto make = [service = m_service, key]() -> QKeychain::Job * {
        auto *job = new QKeychain::DeletePasswordJob(service);
        job->setKey(key);
        return job;
    };
    if (const auto result = run(make, stop); !result)
        return std::unexpected(result.error());
    return {};
}

std::shared_ptr<SecretStore> keychainBehind(std::shared_ptr<SecretStore> memory)
{
    std::vector<std::shared_ptr<SecretStore>> stores{std::move(memory),
                                                     std::make_shared<KeychainSecretStore>()};
    return std::make_shared<ChainSecretStore>(std::move(stores));
}

} // namespace relaymove
