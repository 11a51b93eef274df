#include "core/ssh/private_agent.h"

#include "core/base/failure.h"
#include "core/base/stop_token.h"
#include "core/base/user_text.h"
#include "core/process/local_transport.h"
#include "core/ssh/unix_socket.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// In memory where there is such a place: the key is a file for a moment.
std::unique_ptr<QTemporaryDir> privateFolder()
{
    const QStringList places{qEnvironmentVariable("XDG_RUNTIME_DIR"),
                             u"/run/user/%1"_s.arg(::getuid()), u"/dev/shm"_s, QDir::tempPath()};
    for (const QString &place : places) {
        if (place.isEmpty() || !QFileInfo(place).isWritable())
            continue;
        auto folder = std::make_unique<QTemporaryDir>(place + u"/relaymove-XXXXXX"_s); // mode 0700
        if (folder->isValid())
            return folder;
    }
    throw localTrouble(places.last(), UserText::tr("no folder for the private agent"));
}

} // namespace

PrivateAgent::PrivateAgent(const QString &migrationId, const StopToken &stop)
    : m_folder(privateFolder())
{
    startAgent(stop);
    makeKey(migrationId, stop);
}

void PrivateAgent::startAgent(const StopToken &stop)
{
    m_agent = std::make_unique<ChildProcess>(
        Execution{.arguments = {u"ssh-agent"_s, u"-D"_s, u"-a"_s, socketPath()}},
        ChildProcess::Streams::Null);
    const auto limit = std::chrono::steady_clock::now() + 10s;
    while (!connectUnix(socketPath())) {
        if (stop.isRaised())
            throw Cancelled{};
        if (m_agent->endsWithin(10ms) || std::chrono::steady_clock::now() > limit)
            throw localTrouble(u"ssh-agent"_s,
                               UserText::tr("it does not listen at ") + socketPath());
    }
}

void PrivateAgent::makeKey(const QString &migrationId, const StopToken &stop)
{
    const QString file = m_folder->filePath(u"key"_s);
    run({u"ssh-keygen"_s, u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-C"_s,
         u"relaymove-"_s + migrationId, u"-f"_s, file},
        stop);
    run({u"ssh-add"_s, u"-q"_s, file}, stop);
    QFile publicFile(file + u".pub"_s);
    if (publicFile.open(QIODevice::ReadOnly))
        m_publicKey = QString::fromUtf8(publicFile.readAll()).trimmed();
    if (m_publicKey.isEmpty() || !QFile::remove(file) || !publicFile.remove())
        throw localTrouble(file, publicFile.errorString());
}

void PrivateAgent::run(const QStringList &words, const StopToken &stop) const
{
    QByteArray error;
    Execution execution{
        .arguments = words, .limit = 20s, .environment = {{u"SSH_AUTH_SOCK"_s, socketPath()}}};
    execution.onError = [&](const QByteArray &piece) { error += piece; };
    const Ending ending = LocalTransport().execute(execution, stop);
    if (ending.how == Ending::How::Stopped)
        throw Cancelled{};
    if (ending.how != Ending::How::Exited || ending.exitCode != 0)
        throw localTrouble(words.first(), QString::fromUtf8(error).trimmed());
}

} // namespace relaymove
