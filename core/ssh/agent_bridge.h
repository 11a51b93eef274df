#pragma once
#include "core/process/descriptor.h"
#include "core/ssh/libssh_handles.h"

#include <QByteArray>
#include <QString>

#include <list>
#include <vector>

#include <poll.h>

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
    void addWaits(std::vector<pollfd> &waits) const;
    // Moves what can be moved without waiting.
    void move();

private:
    struct Talk;
    ssh_channel open();

    const ssh_session m_session;
    const QString m_socketPath;
    ssh_callbacks_struct m_callbacks{};
    std::list<Talk> m_talks;
};

} // namespace relaymove
