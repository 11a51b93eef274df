#include "core/net/port_probe.h"

#include "core/base/descriptor.h"
#include "core/base/failure.h"
#include "core/base/stop_token.h"
#include "core/base/unreachable.h"
#include "core/base/user_text.h"

#include <QDeadlineTimer>

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <vector>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Address
{
    sockaddr_storage storage{};
    socklen_t size = 0;
};

Address addressOf(const Endpoint &endpoint)
{
    Address address;
    const QByteArray text = endpoint.address.toLatin1();
    auto *v4 = reinterpret_cast<sockaddr_in *>(&address.storage);
    auto *v6 = reinterpret_cast<sockaddr_in6 *>(&address.storage);
    if (inet_pton(AF_INET, text.constData(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(quint16(endpoint.port));
        address.size = sizeof *v4;
    } else if (inet_pton(AF_INET6, text.constData(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(quint16(endpoint.port));
        address.size = sizeof *v6;
    }
    return address;
}

PortAnswer meaningOf(int error)
{
    switch (error) {
    case 0:
        return PortAnswer::Open;
    case ECONNREFUSED:
    case ECONNRESET:
        return PortAnswer::Refused;
    case ETIMEDOUT:
    case EAGAIN:
        return PortAnswer::Silent;
    case ENETUNREACH:
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT:
        return PortAnswer::Unreachable;
    default: // EHOSTUNREACH, EACCES and others: what ICMP made of a firewall's no
        return PortAnswer::Rejected;
    }
}

// Of a UDP socket it is what came back: an answer, or the error that ICMP told of.
PortAnswer answerOf(const Endpoint &endpoint, int socket)
{
    if (char answer = 0; endpoint.isUdp)
        return meaningOf(::recv(socket, &answer, 1, MSG_DONTWAIT) < 0 ? errno : 0);
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
    return meaningOf(error);
}

Descriptor socketFor(const Endpoint &endpoint, const Address &address)
{
    if (address.size == 0)
        return Descriptor(-1);
    const int kind = endpoint.isUdp ? SOCK_DGRAM : SOCK_STREAM;
    return Descriptor(::socket(address.storage.ss_family, kind | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

// EINPROGRESS: the answer is to come. 0: it is open.
int begin(const Endpoint &endpoint, const Address &address, int socket)
{
    const auto *where = reinterpret_cast<const sockaddr *>(&address.storage);
    if (::connect(socket, where, address.size) != 0)
        return errno;
    if (!endpoint.isUdp)
        return 0;
    return ::send(socket, "relaymove", 9, MSG_NOSIGNAL) < 0 ? errno : EINPROGRESS;
}

} // namespace

QList<PortAnswer> probePorts(const QList<Endpoint> &endpoints, std::chrono::milliseconds timeout,
                             const StopToken &stop)
{
    QList<PortAnswer> answers(endpoints.size(), PortAnswer::Silent);
    std::vector<Descriptor> sockets;
    std::vector<pollfd> waiting{{stop.descriptor(), POLLIN, 0}};
    for (qsizetype i = 0; i < endpoints.size(); ++i) {
        const Endpoint &endpoint = endpoints.at(i);
        const Address address = addressOf(endpoint);
        sockets.push_back(socketFor(endpoint, address));
        const int socket = sockets.back().get();
        waiting.push_back({-1, short(endpoint.isUdp ? POLLIN : POLLOUT), 0});
        const int error = socket < 0 ? EAFNOSUPPORT : begin(endpoint, address, socket);
        if (error == EINPROGRESS)
            waiting.back().fd = socket;
        else
            answers[i] = meaningOf(error);
    }

    const QDeadlineTimer deadline(timeout);
    const auto isWaiting = [](const pollfd &entry) { return entry.fd >= 0; };
    while (std::any_of(waiting.begin() + 1, waiting.end(), isWaiting) && !deadline.hasExpired()) {
        if (::poll(waiting.data(), waiting.size(), int(deadline.remainingTime())) < 0 &&
            errno != EINTR)
            break;
        if (stop.isRaised())
            throw Cancelled{};
        for (std::size_t i = 1; i < waiting.size(); ++i) {
            if (waiting[i].fd < 0 || waiting[i].revents == 0)
                continue;
            answers[qsizetype(i) - 1] = answerOf(endpoints.at(qsizetype(i) - 1), waiting[i].fd);
            waiting[i].fd = -1; // poll passes it over
        }
    }
    return answers;
}

QString portAnswerName(PortAnswer answer)
{
    switch (answer) {
    case PortAnswer::Open:
        return UserText::tr("open");
    case PortAnswer::Refused:
        return UserText::tr("refused");
    case PortAnswer::Silent:
        return UserText::tr("no answer");
    case PortAnswer::Rejected:
        return UserText::tr("not let through");
    case PortAnswer::Unreachable:
        return UserText::tr("no way there");
    }
    unreachable();
}

} // namespace relaymove
