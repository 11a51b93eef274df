// How a session logs in.
#include "core/base/stop_token.h"
#include "core/base/user_text.h"
#include "core/ssh/ssh_session.h"
#include "core/ssh/unix_socket.h"

#include <QFile>

#include <functional>
#include <thread>

#include <fcntl.h>
#include <sys/socket.h>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// libssh waits for an agent without end, and an agent may wait for a person. A
// second thread closes the way to it when the person stops or time is up.
class AgentGuard
{
public:
    AgentGuard(int socket, const StopToken &stop, SteadyInstant until)
        : m_thread([this, socket, &stop, until] {
              std::array<pollfd, 2> waiting{
                  {{.fd = m_done.descriptor(), .events = POLLIN, .revents = 0},
                   {.fd = stop.descriptor(), .events = POLLIN, .revents = 0}}};
              ::poll(waiting.data(), waiting.size(), pollTime(until));
              if (!m_done.isRaised())
                  ::shutdown(socket, SHUT_RDWR);
          })
    {
    }
    ~AgentGuard()
    {
        m_done.raise();
        m_thread.join();
    }

private:
    StopToken m_done;
    std::thread m_thread;
};

KeyHandle privateKey(const QString &path)
{
    ssh_key key = nullptr;
    // No passphrase, and nobody to ask: one that needs it belongs in the agent.
    ssh_pki_import_privkey_file(QFile::encodeName(path).constData(), nullptr, nullptr, nullptr,
                                &key);
    return KeyHandle(key);
}

KeyHandle certificate(const QString &path)
{
    ssh_key key = nullptr;
    ssh_pki_import_cert_file(QFile::encodeName(path).constData(), &key);
    return KeyHandle(key);
}

} // namespace

void SshSession::authenticate(const StopToken &stop, SteadyInstant until)
{
    // Files first: an agent may hold more keys than the server lets try, and may
    // have a person confirm.
    for (const QString &path : m_target.identityFiles) {
        if (authenticateByFile(path, stop, until))
            return;
    }
    if (authenticateByAgent(stop, until))
        return;
    if (!isAlive())
        m_tried << error(); // such as "Too many authentication failures"
    Failure refused = failure(FailureKind::NotAuthorised,
                              m_tried.isEmpty() ? UserText::tr("no key") : m_tried.join(u", "_s));
    refused.arguments[0] = m_target.user + u'@' + m_target.address;
    throw refused;
}

bool SshSession::isAccepted(const std::function<int()> &attempt, const StopToken &stop,
                            SteadyInstant until)
{
    int result = attempt();
    while (result == SSH_AUTH_AGAIN && isAlive()) {
        const pollfd stopped{.fd = stop.descriptor(), .events = POLLIN, .revents = 0};
        wait({&stopped, 1}, until);
        if (stop.isRaised())
            throw Cancelled{};
        if (std::chrono::steady_clock::now() >= until)
            throw failure(FailureKind::Unreachable, UserText::tr("no answer to the log-in"));
        result = attempt();
    }
    if (stop.isRaised())
        throw Cancelled{};
    return result == SSH_AUTH_SUCCESS;
}

bool SshSession::authenticateByAgent(const StopToken &stop, SteadyInstant until)
{
    const QString path = m_target.identityAgent.isEmpty() ? qEnvironmentVariable("SSH_AUTH_SOCK")
                                                          : m_target.identityAgent;
    if (path.isEmpty() || path == u"none"_s)
        return false;
    const Descriptor agent = connectUnix(path);
    if (!agent)
        return false;
    m_tried << u"agent"_s;
    ssh_set_agent_socket(m_session.get(), ::fcntl(agent.get(), F_DUPFD_CLOEXEC, 3));
    const AgentGuard guard(agent.get(), stop, until);
    if (isAccepted([&] { return ssh_userauth_agent(m_session.get(), nullptr); }, stop, until))
        return true;
    if (std::chrono::steady_clock::now() >= until)
        m_tried.last() += UserText::tr(" (no answer)");
    return false;
}

bool SshSession::authenticateByFile(const QString &path, const StopToken &stop, SteadyInstant until)
{
    if (!QFile::exists(path) || !isAlive())
        return false;
    const KeyHandle key = privateKey(path);
    m_tried << (key ? path : path + UserText::tr(" (needs its passphrase)"));
    if (!key)
        return false;
    const auto attempt = [&] {
        return ssh_userauth_publickey(m_session.get(), nullptr, key.get());
    };
    for (const QString &file : m_target.certificateFiles + QStringList{path + u"-cert.pub"_s}) {
        const KeyHandle signedKey = certificate(file);
        if (signedKey && ssh_pki_copy_cert_to_privkey(signedKey.get(), key.get()) == SSH_OK)
            return isAccepted(attempt, stop, until);
    }
    return isAccepted(attempt, stop, until);
}

} // namespace relaymove
