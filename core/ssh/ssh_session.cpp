#include "core/ssh/ssh_session.h"

#include "core/base/stop_token.h"
#include "core/base/user_text.h"
#include "core/process/forking_thread.h"

#include <fcntl.h>

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
        throw failure(FailureKind::Unreachable, error());
    if (!pinned)
        return;
    const HostKey seen = hostKey();
    if (seen.blob != pinned->blob) {
        Failure changed = failure(FailureKind::HostKeyChanged, pinned->fingerprint);
        changed.arguments << seen.fingerprint;
        throw changed;
    }
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
            throw failure(FailureKind::Unreachable, UserText::tr("no answer from the SSH server"));
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
        throw failure(FailureKind::Unreachable, error());
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

Failure SshSession::failure(FailureKind kind, const QString &detail) const
{
    return {.kind = kind, .where = m_role, .arguments = {m_target.address, detail}};
}

HostKey probeHostKey(Role role, const SshTarget &target, const StopToken &stop)
{
    return SshSession(role, target, std::nullopt, stop,
                      std::chrono::steady_clock::now() + handshakeLimit)
        .hostKey();
}

} // namespace relaymove
