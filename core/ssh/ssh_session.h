#pragma once
#include "core/ssh/host_key.h"
#include "core/ssh/libssh_handles.h"
#include "core/ssh/tcp_socket.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include <poll.h>

namespace relaymove {

// One connection, used by one thread at a time. Nothing in it blocks but in
// wait(), which a stop ends.
class SshSession
{
public:
    // Connects, and checks the server's key when one is pinned: only keys of its
    // type are asked for, so a server with several compares equal. Throws Failure
    // (Unreachable, HostKeyChanged) and Cancelled.
    SshSession(Role role, const SshTarget &target, const std::optional<HostKey> &pinned,
               const StopToken &stop, SteadyInstant until);
    ~SshSession();
    SshSession(const SshSession &) = delete;
    SshSession &operator=(const SshSession &) = delete;

    HostKey hostKey() const;
    // Files without a passphrase, then the agent. Throws Failure (NotAuthorised,
    // Unreachable) and Cancelled.
    void authenticate(const StopToken &stop, SteadyInstant until);

    ssh_session handle() const { return m_session.get(); }
    bool isAlive() const;
    // False when sent data waits for the socket: more would only pile up.
    bool canSend() const;
    QString error() const;

    // Waits for the server, for one of `others`, or until `until`.
    void wait(std::span<const pollfd> others, SteadyInstant until);
    // Handles all that arrived; callbacks are called from here.
    void process();

private:
    // False when the server answered and no keys could be agreed on.
    bool connect(const QByteArray &types, const StopToken &stop, SteadyInstant until);
    bool authenticateByAgent(const StopToken &stop, SteadyInstant until);
    bool authenticateByFile(const QString &path, const StopToken &stop, SteadyInstant until);
    bool isAccepted(const std::function<int()> &attempt, const StopToken &stop,
                    SteadyInstant until);
    Failure unreachable(const QString &why) const;

    const Role m_role;
    const SshTarget m_target;
    Descriptor m_socket; // libssh has a duplicate: this one stays ours to poll
    SessionHandle m_session;
    EventHandle m_event; // freed before the session
    QStringList m_tried; // ways to log in, for the person
};

} // namespace relaymove
