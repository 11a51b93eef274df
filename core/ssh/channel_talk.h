#pragma once
#include "core/base/descriptor.h"
#include "core/ssh/libssh_handles.h"

#include <QByteArray>

#include <list>
#include <vector>

#include <poll.h>

namespace relaymove {

// A channel and a socket of ours, which is not blocking: what one of them says the other hears.
class ChannelTalk
{
public:
    ChannelTalk(ssh_session session, Descriptor socket);
    ChannelTalk(const ChannelTalk &) = delete;
    ChannelTalk &operator=(const ChannelTalk &) = delete;
    ~ChannelTalk() { ssh_remove_channel_callbacks(m_channel.get(), &m_callbacks); }

    ssh_channel channel() const { return m_channel.get(); }
    pollfd wait() const;
    // Moves what can be moved without waiting.
    void move(bool canSend);
    // One of them has ended, and the other has heard all of it.
    bool isOver() const { return m_isBroken || (m_farHasEnded && m_forSocket.isEmpty()); }

private:
    void fromSocket();
    void toSocket();
    void toFarHost(bool canSend);

    ChannelHandle m_channel;
    Descriptor m_socket;
    ssh_channel_callbacks_struct m_callbacks{};
    QByteArray m_forSocket, m_forFarHost;
    bool m_farHasEnded = false;
    bool m_isBroken = false;
};

// What to wait for, beside the session; and what is done then. Those that are over are gone.
void addWaits(const std::list<ChannelTalk> &talks, std::vector<pollfd> &waits);
void move(ssh_session session, std::list<ChannelTalk> &talks);

} // namespace relaymove
