#include "core/ssh/channel_talk.h"

#include <algorithm>
#include <array>

#include <sys/socket.h>

namespace relaymove {

namespace {

// An agent's message has at most 256 KiB, a probe's answers less; who lets more than that wait
// does not listen.
constexpr qsizetype mostWaiting = 1 << 20;

} // namespace

ChannelTalk::ChannelTalk(ssh_session session, Descriptor socket)
    : m_channel(ssh_channel_new(session)), m_socket(std::move(socket))
{
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = [](ssh_session, ssh_channel, void *data, std::uint32_t size,
                                           int, void *user) noexcept {
        auto *talk = static_cast<ChannelTalk *>(user);
        talk->m_forSocket.append(static_cast<const char *>(data), qsizetype(size));
        talk->m_isBroken |= talk->m_forSocket.size() > mostWaiting;
        return int(size);
    };
    m_callbacks.channel_eof_function = [](ssh_session, ssh_channel, void *user) {
        static_cast<ChannelTalk *>(user)->m_farHasEnded = true;
    };
    m_callbacks.channel_close_function = m_callbacks.channel_eof_function;
    ssh_callbacks_init(&m_callbacks);
    ssh_set_channel_callbacks(m_channel.get(), &m_callbacks);
}

pollfd ChannelTalk::wait() const
{
    const short in = m_forFarHost.isEmpty() ? POLLIN : 0;
    const short out = m_forSocket.isEmpty() ? 0 : POLLOUT;
    return {.fd = m_socket.get(), .events = short(in | out), .revents = 0};
}

void ChannelTalk::move(bool canSend)
{
    toSocket();
    fromSocket();
    toFarHost(canSend);
}

void ChannelTalk::toSocket()
{
    if (m_forSocket.isEmpty())
        return;
    const ssize_t count = ::send(m_socket.get(), m_forSocket.constData(),
                                 std::size_t(m_forSocket.size()), MSG_NOSIGNAL);
    if (count > 0)
        m_forSocket.remove(0, count);
    else if (count == 0 || (errno != EAGAIN && errno != EINTR))
        m_isBroken = true;
}

void ChannelTalk::fromSocket()
{
    if (!m_forFarHost.isEmpty())
        return;
    std::array<char, 16384> piece{};
    const ssize_t count = ::recv(m_socket.get(), piece.data(), piece.size(), 0);
    if (count > 0)
        m_forFarHost.append(piece.data(), count);
    else if (count == 0 || (errno != EAGAIN && errno != EINTR))
        m_isBroken = true;
}

void ChannelTalk::toFarHost(bool canSend)
{
    const std::uint32_t room = ssh_channel_window_size(m_channel.get());
    const auto size = std::uint32_t(std::min<qsizetype>(m_forFarHost.size(), room));
    if (size == 0 || !canSend)
        return;
    const int written = ssh_channel_write(m_channel.get(), m_forFarHost.constData(), size);
    if (written < 0)
        m_isBroken = true;
    else
        m_forFarHost.remove(0, written);
}

void addWaits(const std::list<ChannelTalk> &talks, std::vector<pollfd> &waits)
{
    for (const ChannelTalk &talk : talks)
        waits.push_back(talk.wait());
}

void move(ssh_session session, std::list<ChannelTalk> &talks)
{
    for (ChannelTalk &talk : talks)
        talk.move(!(ssh_get_poll_flags(session) & SSH_WRITE_PENDING));
    talks.remove_if([](const ChannelTalk &talk) { return talk.isOver(); });
}

} // namespace relaymove
