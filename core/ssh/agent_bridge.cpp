#include "core/ssh/agent_bridge.h"

#include "core/ssh/unix_socket.h"

#include <algorithm>
#include <array>

#include <sys/socket.h>

namespace relaymove {

namespace {

// An agent's message has at most 256 KiB; more than that waiting is no talk with
// an agent.
constexpr qsizetype mostWaiting = 1 << 20;

} // namespace

// One program's talk with the agent.
struct AgentBridge::Talk
{
    Talk(ssh_session session, Descriptor socket);
    Talk(const Talk &) = delete;
    Talk &operator=(const Talk &) = delete;
    ~Talk() { ssh_remove_channel_callbacks(channel.get(), &callbacks); }

    void fromAgent();
    void toAgent();
    void toFarHost(bool canSend);

    ChannelHandle channel;
    Descriptor agent;
    ssh_channel_callbacks_struct callbacks{};
    QByteArray forAgent, forFarHost;
    bool isOver = false;
};

AgentBridge::Talk::Talk(ssh_session session, Descriptor socket)
    : channel(ssh_channel_new(session)), agent(std::move(socket))
{
    callbacks.userdata = this;
    callbacks.channel_data_function = [](ssh_session, ssh_channel, void *data, std::uint32_t size,
                                         int, void *user) noexcept {
        auto *talk = static_cast<Talk *>(user);
        talk->forAgent.append(static_cast<const char *>(data), qsizetype(size));
        talk->isOver |= talk->forAgent.size() > mostWaiting;
        return int(size);
    };
    callbacks.channel_eof_function = [](ssh_session, ssh_channel, void *user) {
        static_cast<Talk *>(user)->isOver = true;
    };
    callbacks.channel_close_function = callbacks.channel_eof_function;
    ssh_callbacks_init(&callbacks);
    ssh_set_channel_callbacks(channel.get(), &callbacks);
}

void AgentBridge::Talk::toAgent()
{
    if (forAgent.isEmpty())
        return;
    const ssize_t count =
        ::send(agent.get(), forAgent.constData(), std::size_t(forAgent.size()), MSG_NOSIGNAL);
    if (count > 0)
        forAgent.remove(0, count);
    else if (count == 0 || (errno != EAGAIN && errno != EINTR))
        isOver = true;
}

void AgentBridge::Talk::fromAgent()
{
    if (!forFarHost.isEmpty())
        return;
    std::array<char, 16384> piece{};
    const ssize_t count = ::recv(agent.get(), piece.data(), piece.size(), 0);
    if (count > 0)
        forFarHost.append(piece.data(), count);
    else if (count == 0 || (errno != EAGAIN && errno != EINTR))
        isOver = true;
}

void AgentBridge::Talk::toFarHost(bool canSend)
{
    const std::uint32_t room = ssh_channel_window_size(channel.get());
    const auto size = std::uint32_t(std::min<qsizetype>(forFarHost.size(), room));
    if (size == 0 || !canSend)
        return;
    const int written = ssh_channel_write(channel.get(), forFarHost.constData(), size);
    if (written < 0)
        isOver = true;
    else
        forFarHost.remove(0, written);
}

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
    return m_talks.emplace_back(m_session, std::move(agent)).channel.get();
}

void AgentBridge::addWaits(std::vector<pollfd> &waits) const
{
    for (const Talk &talk : m_talks) {
        const short in = talk.forFarHost.isEmpty() ? POLLIN : 0;
        const short out = talk.forAgent.isEmpty() ? 0 : POLLOUT;
        waits.push_back({.fd = talk.agent.get(), .events = short(in | out), .revents = 0});
    }
}

void AgentBridge::move()
{
    for (Talk &talk : m_talks) {
        talk.toAgent();
        talk.fromAgent();
        talk.toFarHost(!(ssh_get_poll_flags(m_session) & SSH_WRITE_PENDING));
    }
    m_talks.remove_if([](const Talk &talk) { return talk.isOver; });
}

} // namespace relaymove
