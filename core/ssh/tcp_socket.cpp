#include "core/ssh/tcp_socket.h"

#include "core/base/stop_token.h"
#include "core/base/user_text.h"
#include "core/process/local_transport.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// An address that does not answer must leave time for the next one.
constexpr auto limitOfOneAddress = 8s;

using AddressList = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Failure unreachable(Role role, const SshTarget &target, const QString &why)
{
    return {failure::Unreachable{target.address, why}, role};
}

// Numbers only: this never asks a name server, so it never blocks.
AddressList numeric(const QString &address, int port)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *list = nullptr;
    if (::getaddrinfo(address.toUtf8().constData(), QByteArray::number(port).constData(), &hints,
                      &list) != 0)
        list = nullptr;
    return {list, &::freeaddrinfo};
}

// getaddrinfo() can't be ended; a process that calls it can.
QStringList resolveName(Role role, const SshTarget &target, const StopToken &stop,
                        SteadyInstant until)
{
    QByteArray output;
    Execution execution{.arguments = {u"getent"_s, u"ahosts"_s, target.address},
                        .limit = std::chrono::milliseconds(pollTime(until))};
    execution.onOutput = [&](const QByteArray &piece) { output += piece; };
    const Ending ending = LocalTransport().execute(execution, stop);
    if (ending.how == Ending::How::Stopped)
        throw Cancelled{};
    QStringList addresses;
    for (const QByteArray &line : output.split('\n')) {
        if (line.contains("STREAM"))
            addresses << QString::fromLatin1(line.left(line.indexOf(' ')));
    }
    if (addresses.isEmpty())
        throw unreachable(role, target, UserText::tr("the name is not known"));
    return addresses;
}

template <class Value>
void setOption(const Descriptor &socket, int level, int name, Value value)
{
    ::setsockopt(socket.get(), level, name, &value, sizeof value);
}

void watchForDeadPeer(const Descriptor &socket)
{
    const unsigned milliseconds = unsigned(std::chrono::milliseconds(deadPeerLimit).count());
    setOption(socket, SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption(socket, IPPROTO_TCP, TCP_KEEPIDLE, 5);
    setOption(socket, IPPROTO_TCP, TCP_KEEPINTVL, 3);
    setOption(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, milliseconds);
    setOption(socket, IPPROTO_TCP, TCP_NODELAY, 1);
}

// 0, or the error's number.
int connectOne(const Descriptor &socket, const addrinfo &address, const StopToken &stop,
               SteadyInstant until)
{
    if (::connect(socket.get(), address.ai_addr, address.ai_addrlen) == 0)
        return 0;
    if (errno != EINPROGRESS)
        return errno;
    std::array<pollfd, 2> waiting{{{.fd = socket.get(), .events = POLLOUT, .revents = 0},
                                   {.fd = stop.descriptor(), .events = POLLIN, .revents = 0}}};
    while (true) {
        const int count = ::poll(waiting.data(), waiting.size(), pollTime(until));
        if (stop.isRaised())
            throw Cancelled{};
        if (count == 0)
            return ETIMEDOUT;
        if (count > 0)
            break;
    }
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

} // namespace

int pollTime(SteadyInstant until)
{
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    return int(std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, 3'600'000));
}

Descriptor connectTcp(Role role, const SshTarget &target, const StopToken &stop,
                      SteadyInstant until)
{
    if (stop.isRaised())
        throw Cancelled{};
    const bool isNumber = numeric(target.address, target.port) != nullptr;
    const QStringList addresses =
        isNumber ? QStringList{target.address} : resolveName(role, target, stop, until);
    int error = EHOSTUNREACH;
    for (const QString &text : addresses) {
        const AddressList address = numeric(text, target.port);
        if (!address)
            continue;
        Descriptor socket(
            ::socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        if (!socket) {
            error = errno;
            continue;
        }
        watchForDeadPeer(socket);
        error = connectOne(socket, *address, stop,
                           std::min(until, std::chrono::steady_clock::now() + limitOfOneAddress));
        if (error == 0)
            return socket;
    }
    throw unreachable(role, target, QString::fromLocal8Bit(std::strerror(error)));
}

} // namespace relaymove
