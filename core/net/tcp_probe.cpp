#include "core/net/tcp_probe.h"

#include "core/base/failure.h"
#include "core/base/stop_token.h"

#include <QDeadlineTimer>

#include <array>
#include <cerrno>
#include <cstring>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

std::unexpected<PortTrouble> trouble(int error)
{
    PortState state = PortState::Unreachable;
    if (error == ECONNREFUSED)
        state = PortState::Refused;
    else if (error == ETIMEDOUT)
        state = PortState::Silent;
    return std::unexpected(PortTrouble{state, QString::fromLocal8Bit(std::strerror(error))});
}

// The connection's outcome as errno has it.
int waitConnected(int socket, std::chrono::milliseconds timeout, const StopToken &stop)
{
    std::array<pollfd, 2> waiting{pollfd{socket, POLLOUT, 0}, pollfd{stop.descriptor(), POLLIN, 0}};
    const QDeadlineTimer deadline(timeout);
    for (;;) {
        const int ready = ::poll(waiting.data(), waiting.size(), int(deadline.remainingTime()));
        if (stop.isRaised())
            throw Cancelled{};
        if (ready == 0)
            return ETIMEDOUT;
        if (ready > 0 && waiting[0].revents != 0)
            break;
    }
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

} // namespace

std::expected<Descriptor, PortTrouble> connectTcp(const QString &address, int port,
                                                  std::chrono::milliseconds timeout,
                                                  const StopToken &stop)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(address.toLatin1().constData(), QByteArray::number(port).constData(), &hints,
                      &found) != 0)
        return std::unexpected(
            PortTrouble{PortState::Unreachable, u"\"%1\" is not an IP address"_s.arg(address)});
    Descriptor socket(::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const bool connected =
        socket.get() >= 0 && ::connect(socket.get(), found->ai_addr, found->ai_addrlen) == 0;
    const int error = connected ? 0 : errno;
    ::freeaddrinfo(found);
    if (error != 0 && error != EINPROGRESS)
        return trouble(error);
    if (const int outcome = waitConnected(socket.get(), timeout, stop); outcome != 0)
        return trouble(outcome);
    return socket;
}

} // namespace relaymove
