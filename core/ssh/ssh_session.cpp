#include "core/ssh/ssh_session.h"

#include "core/base/stop_token.h"
#include "core/base/user_text.h"
#include "core/process/forking_thread.h"
#include "core/ssh/unix_socket.h"

#include <QFile>

#include <thread>

#include <fcntl.h>
#include <sys/socket.h>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Best first; what a probe finds is what will be pinned.
constexpr auto anyHostKey =
    "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
    "rsa-sha2-512,rsa-sha2-256";

// The agreement on keys ends long before, or never.
constexpr auto handshakeLimit = 20s;

QByteArray hostKeyTypes(const std::optional<HostKey> &pinned)
{
    if (!pinned)
        return anyHostKey;
    return pinned->type == u"ssh-rsa"_s ? QByteArray("rsa-sha2-512,rsa-sha2-256")
                                        : pinned->type.toLatin1();
}

QString takeString(char *text)
{
    const QString taken = QString::fromUtf8(text);
    ssh_string_free_char(text);
    return taken;
}

QString fingerprintOf(ssh_key key)
{
    unsigned char *hash = nullptr;
    std::size_t size = 0;
    if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &size) != SSH_OK)
        return {};
    const QString text =
        takeString(ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, size));
    ssh_clean_pubkey_hash(&hash);
    return text;
}

template <class Value>
void set(ssh_session session, ssh_options_e option, const Value &value)
{
    if constexpr (std::is_same_v<Value, QByteArray>)
        ssh_options_set(session, option, value.constData());
    else
        ssh_options_set(session, option, &value);
}

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

SshSession::SshSession(Role role, const SshTarget &target, const std::optional<HostKey> &pinned,
                       const StopToken &stop, SteadyInstant until)
    : m_role(role), m_target(target)
{
    ignoreBrokenPipes();
    until = std::min(until, std::chrono::steady_clock::now() + handshakeLimit);
    // No agreement may mean that the server has no key of the pinned type any
    // more: the key that it has instead tells.
    const bool agreed =
        connect(hostKeyTypes(pinned), stop, until) || (pinned && connect(anyHostKey, stop, until));
    if (!agreed)
        throw unreachable(error());
    if (!pinned)
        return;
    const HostKey seen = hostKey();
    if (seen.blob != pinned->blob)
        throw Failure{
            failure::HostKeyChanged{m_target.address, pinned->fingerprint, seen.fingerprint},
            m_role};
}

// No ssh_disconnect(): it forgets a socket that it did not make, open.
SshSession::~SshSession() = default;

bool SshSession::connect(const QByteArray &types, const StopToken &stop, SteadyInstant until)
{
    m_event.reset();
    m_session.reset(ssh_new());
    m_socket = connectTcp(m_role, m_target, stop, until);
    ssh_session session = m_session.get();
    set(session, SSH_OPTIONS_PROCESS_CONFIG, false);               // `ssh -G` has read it
    set(session, SSH_OPTIONS_KNOWNHOSTS, QByteArray("/dev/null")); // keys are pinned in the profile
    set(session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, QByteArray("/dev/null"));
    set(session, SSH_OPTIONS_HOST, m_target.address.toUtf8());
    set(session, SSH_OPTIONS_USER, m_target.user.toUtf8());
    set(session, SSH_OPTIONS_HOSTKEYS, types);
    set(session, SSH_OPTIONS_FD, ::fcntl(m_socket.get(), F_DUPFD_CLOEXEC, 3));
    ssh_set_blocking(session, 0);

    int result = ssh_connect(session);
    while (result == SSH_AGAIN) {
        const pollfd stopped{.fd = stop.descriptor(), .events = POLLIN, .revents = 0};
        wait({&stopped, 1}, until);
        if (stop.isRaised())
            throw Cancelled{};
        if (std::chrono::steady_clock::now() >= until)
            throw unreachable(UserText::tr("no answer from the SSH server"));
        result = ssh_connect(session);
    }
    if (result != SSH_OK)
        return false;
    m_event.reset(ssh_event_new());
    ssh_event_add_session(m_event.get(), session);
    return true;
}

HostKey SshSession::hostKey() const
{
    ssh_key raw = nullptr;
    if (ssh_get_server_publickey(m_session.get(), &raw) != SSH_OK)
        throw unreachable(error());
    const KeyHandle key(raw);
    HostKey result{.type = QString::fromLatin1(ssh_key_type_to_char(ssh_key_type(raw))),
                   .blob = {},
                   .fingerprint = fingerprintOf(raw)};
    char *blob = nullptr;
    if (ssh_pki_export_pubkey_base64(raw, &blob) == SSH_OK)
        result.blob = takeString(blob).toLatin1();
    return result;
}

bool SshSession::isAlive() const
{
    return ssh_is_connected(m_session.get()) &&
           !(ssh_get_status(m_session.get()) & (SSH_CLOSED | SSH_CLOSED_ERROR));
}

bool SshSession::canSend() const
{
    return !(ssh_get_poll_flags(m_session.get()) & SSH_WRITE_PENDING);
}

QString SshSession::error() const
{
    const QString text = QString::fromUtf8(ssh_get_error(m_session.get())).trimmed();
    return text.isEmpty() ? UserText::tr("the connection was closed") : text;
}

void SshSession::wait(std::span<const pollfd> others, SteadyInstant until)
{
    std::vector<pollfd> waiting(others.begin(), others.end());
    const short events = canSend() ? POLLIN : POLLIN | POLLOUT;
    waiting.push_back({.fd = m_socket.get(), .events = events, .revents = 0});
    ::poll(waiting.data(), waiting.size(), pollTime(until));
}

void SshSession::process() { ssh_event_dopoll(m_event.get(), 0); }

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
    throw Failure{
        failure::NotAuthorised{m_target.user + u'@' + m_target.address,
                               m_tried.isEmpty() ? UserText::tr("no key") : m_tried.join(u", "_s)},
        m_role};
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
            throw unreachable(UserText::tr("no answer to the log-in"));
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

Failure SshSession::unreachable(const QString &why) const
{
    return {failure::Unreachable{m_target.address, why}, m_role};
}

HostKey probeHostKey(Role role, const SshTarget &target, const StopToken &stop)
{
    return SshSession(role, target, std::nullopt, stop,
                      std::chrono::steady_clock::now() + handshakeLimit)
        .hostKey();
}

} // namespace relaymove
