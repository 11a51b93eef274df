#include "core/dns/exchange.h"

#include "core/base/failure.h"
#include "core/base/stop_token.h"
#include "core/base/user_text.h"

#include <QDeadlineTimer>

#include <array>
#include <cerrno>
#include <cstring>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr int largestMessage = 65535;

// A connected, non-blocking socket and the time that is left for it.
class Line
{
public:
    Line(const DnsPeer &peer, int kind, std::chrono::milliseconds timeout, const StopToken &stop)
        : m_peer(peer), m_deadline(timeout), m_stop(stop)
    {
        addrinfo hints{};
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
        hints.ai_socktype = kind;
        addrinfo *found = nullptr;
        const QByteArray address = peer.address.toLatin1();
        const QByteArray port = QByteArray::number(peer.port);
        if (::getaddrinfo(address.constData(), port.constData(), &hints, &found) != 0)
            throw failure(UserText::tr("it is not an IP address"));
        m_socket = ::socket(found->ai_family, kind | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        const bool connected =
            m_socket >= 0 && ::connect(m_socket, found->ai_addr, found->ai_addrlen) == 0;
        const int error = errno;
        ::freeaddrinfo(found);
        if (m_socket < 0 || (!connected && error != EINPROGRESS)) {
            if (m_socket >= 0)
                ::close(m_socket);
            throw failure(QString::fromLocal8Bit(std::strerror(error)));
        }
    }
    ~Line() { ::close(m_socket); }
    Line(const Line &) = delete;
    Line &operator=(const Line &) = delete;

    void sendAll(QByteArrayView data)
    {
        while (!data.isEmpty()) {
            wait(POLLOUT);
            const auto sent = ::send(m_socket, data.data(), size_t(data.size()), MSG_NOSIGNAL);
            data = data.sliced(checked(sent));
        }
    }
    // What is there, at most `size` bytes; waits for the first.
    QByteArray receive(qsizetype size)
    {
        QByteArray data(size, Qt::Uninitialized);
        for (;;) {
            wait(POLLIN);
            const auto got = ::recv(m_socket, data.data(), size_t(size), 0);
            if (got < 0 && (errno == EAGAIN || errno == EINTR))
                continue;
            data.truncate(checked(got));
            return data;
        }
    }
    QByteArray receiveExactly(qsizetype size)
    {
        QByteArray data;
        while (data.size() < size) {
            const QByteArray piece = receive(size - data.size());
            if (piece.isEmpty())
                throw failure(UserText::tr("it closed the connection"));
            data += piece;
        }
        return data;
    }

private:
    void wait(short what)
    {
        std::array<pollfd, 2> waiting{pollfd{m_socket, what, 0},
                                      pollfd{m_stop.descriptor(), POLLIN, 0}};
        for (;;) {
            if (m_stop.isRaised())
                throw Cancelled{};
            const int ready =
                ::poll(waiting.data(), waiting.size(), int(m_deadline.remainingTime()));
            if (ready > 0 && waiting[0].revents != 0)
                return;
            if (ready == 0)
                throw failure(UserText::tr("it does not answer"));
        }
    }
    qsizetype checked(ssize_t count) const
    {
        if (count >= 0)
            return qsizetype(count);
        if (errno == EAGAIN || errno == EINTR)
            return 0;
        throw failure(QString::fromLocal8Bit(std::strerror(errno)));
    }
    Failure failure(const QString &what) const
    {
        return {failure::DnsFailed{m_peer.address, what}, Role::Dns};
    }

    DnsPeer m_peer;
    QDeadlineTimer m_deadline;
    const StopToken &m_stop;
    int m_socket = -1;
};

bool isReplyTo(const QByteArray &reply, const QByteArray &message)
{
    return reply.size() >= 12 && reply.first(2) == message.first(2);
}

} // namespace

QByteArray exchangeUdp(const DnsPeer &peer, const QByteArray &message,
                       std::chrono::milliseconds timeout, const StopToken &stop)
{
    Line line(peer, SOCK_DGRAM, timeout, stop);
    line.sendAll(message);
    for (;;) {
        const QByteArray reply = line.receive(largestMessage);
        if (isReplyTo(reply, message)) // else a late or forged one
            return reply;
    }
}

QByteArray exchangeTcp(const DnsPeer &peer, const QByteArray &message,
                       std::chrono::milliseconds timeout, const StopToken &stop)
{
    Line line(peer, SOCK_STREAM, timeout, stop);
    const auto length = quint16(message.size());
    line.sendAll(QByteArray(1, char(length >> 8)) + char(length & 0xff) + message);
    const QByteArray prefix = line.receiveExactly(2);
    return line.receiveExactly((quint8(prefix[0]) << 8) | quint8(prefix[1]));
}

} // namespace relaymove
