#pragma once
#include "core/ssh/channel_talk.h"

#include <QString>

namespace relaymove {

// Lets programs on the far host use the agent at a socket here: each time one of
// them asks, the server opens a channel, and what is said goes back and forth.
class AgentBridge
{
public:
    AgentBridge(ssh_session session, QString socketPath);
    ~AgentBridge();
    AgentBridge(const AgentBridge &) = delete;
    AgentBridge &operator=(const AgentBridge &) = delete;

    // What to wait for, beside the session.
    void addWaits(std::vector<pollfd> &waits) const { relaymove::addWaits(m_talks, waits); }
    // Moves what can be moved without waiting.
    void move() { relaymove::move(m_session, m_talks); }

private:
    ssh_channel open();

    const ssh_session m_session;
    const QString m_socketPath;
    ssh_callbacks_struct m_callbacks{};
    std::list<ChannelTalk> m_talks;
};

} // namespace relaymove
