#include "core/ssh/agent_bridge.h"

#include "core/ssh/unix_socket.h"

namespace relaymove {

AgentBridge::AgentBridge(ssh_session session, QString socketPath)
    : m_session(session), m_socketPath(std::move(socketPath))
{
    m_callbacks.userdata = this;
    m_callbacks.channel_open_request_auth_agent_function = [](ssh_session, void *user) {
        return static_cast<AgentBridge *>(user)->open();
    };
    ssh_callbacks_init(&m_callbacks);
    ssh_set_callbacks(session, &m_callbacks);
}

// libssh keeps our callbacks: the session must not be used any more.
AgentBridge::~AgentBridge() = default;

ssh_channel AgentBridge::open()
{
    Descriptor agent = connectUnix(m_socketPath);
    if (!agent)
        return nullptr; // the far host is told that there is none
    return m_talks.emplace_back(m_session, std::move(agent)).channel();
}

} // namespace relaymove
