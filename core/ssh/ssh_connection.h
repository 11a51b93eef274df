#pragma once
#include "core/host/transport.h"
#include "core/net/port_probe.h"
#include "core/net/tcp_probe.h"
#include "core/ssh/agent_bridge.h"
#include "core/ssh/ssh_session.h"

#include <optional>

namespace relaymove {

// A connection that the far host is to make for us, and our socket that talks by it.
struct FarEnd
{
    Endpoint endpoint;
    Descriptor socket;
    std::optional<PortTrouble> trouble; // none: it is made
};

// An authenticated session that runs one program at a time.
class SshConnection
{
public:
    SshConnection(Role role, const SshTarget &target, const HostKey &pinned, const StopToken &stop,
                  SteadyInstant until);

    // From the next program on, the far host may use the agent at this socket.
    // sshd then lets every later program of this connection use it.
    void forwardAgent(const QString &socketPath);

    bool isAlive() const { return m_session.isAlive(); }
    QString error() const { return m_session.error(); }

    // Empty when the connection turned out to be gone before the program was
    // asked for. Throws Cancelled only before that point.
    std::optional<Ending> run(const Execution &execution, const StopToken &stop,
                              SteadyInstant until);

    // Asks for all of them at once. Those that were made talk while a program runs, or while
    // they are served. Throws Cancelled; then this connection is of no use any more.
    void lead(std::vector<FarEnd> &ends, const StopToken &stop, SteadyInstant until);
    void endTalks() { m_talks.clear(); }

    // Serves the agent and the talks, with no program, until told to leave or cut off.
    void serve(const StopToken &leave);

private:
    // One round of waiting, and of handling what arrived.
    void turn(const StopToken &stop, SteadyInstant until);
    bool isDone(const std::function<int()> &request, const StopToken &stop, SteadyInstant until);

    const QString m_address;
    SshSession m_session;
    std::optional<AgentBridge> m_agent; // gone before the session
    bool m_agentIsAnnounced = false;
    std::list<ChannelTalk> m_talks; // gone before the session, too
};

} // namespace relaymove
