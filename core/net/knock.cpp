#include "core/net/knock.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/base/stop_token.h"
#include "core/process/descriptor.h"

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

Address addressOf(const Door &door)
{
    Address address;
    const QByteArray text = door.address.toLatin1();
    auto *v4 = reinterpret_cast<sockaddr_in *>(&address.storage);
    auto *v6 = reinterpret_cast<sockaddr_in6 *>(&address.storage);
    if (inet_pton(AF_INET, text.constData(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(quint16(door.port));
        address.size = sizeof *v4;
    } else if (inet_pton(AF_INET6, text.constData(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(quint16(door.port));
        address.size = sizeof *v6;
    }
    return address;
}

Knock meaningOf(int error)
{
    switch (error) {
    case 0:
        return Knock::Open;
    case ECONNREFUSED:
    case ECONNRESET:
        return Knock::Refused;
    case ETIMEDOUT:
        return Knock::Silent;
    default:
        return Knock::Unreachable;
    }
}

Knock answerOf(int socket)
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
    return meaningOf(error);
}

} // namespace

QList<Knock> knock(const QList<Door> &doors, std::chrono::milliseconds patience,
                   const StopToken &stop)
{
    QList<Knock> answers(doors.size(), Knock::Silent);
    std::vector<Descriptor> sockets;
    std::vector<pollfd> waiting{{stop.descriptor(), POLLIN, 0}};
    for (qsizetype i = 0; i < doors.size(); ++i) {
        const Address address = addressOf(doors.at(i));
        sockets.emplace_back(address.size == 0
                                 ? -1
                                 : ::socket(address.storage.ss_family,
                                            SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        waiting.push_back({-1, POLLOUT, 0});
        const int socket = sockets.back().get();
        const auto *where = reinterpret_cast<const sockaddr *>(&address.storage);
        if (socket >= 0 && ::connect(socket, where, address.size) == 0)
            answers[i] = Knock::Open;
        else if (socket >= 0 && errno == EINPROGRESS)
            waiting.back().fd = socket;
        else
            answers[i] = socket < 0 ? Knock::Unreachable : meaningOf(errno);
    }

    const QDeadlineTimer deadline(patience);
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
            answers[qsizetype(i) - 1] = answerOf(waiting[i].fd);
            waiting[i].fd = -1; // poll passes it over
        }
    }
    return answers;
}

QString knockName(Knock knock)
{
    switch (knock) {
    case Knock::Open:
        return Said::tr("open");
    case Knock::Refused:
        return Said::tr("refused");
    case Knock::Silent:
        return Said::tr("no answer");
    case Knock::Unreachable:
        return Said::tr("no way there");
    }
    Q_UNREACHABLE();
}

} // namespace relaymove
