#include "core/ssh/private_pair.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"

#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace relaymove {

namespace {

struct Name
{
    sockaddr_in address{};
    socklen_t size = sizeof(sockaddr_in);
    sockaddr *get() { return reinterpret_cast<sockaddr *>(&address); }
    bool operator==(const Name &other) const
    {
        return address.sin_port == other.address.sin_port &&
               address.sin_addr.s_addr == other.address.sin_addr.s_addr;
    }
};

void must(bool done)
{
    if (!done)
        throw localTrouble(UserText::tr("no connection can be made on this computer"),
                           QString::fromLocal8Bit(std::strerror(errno)));
}

Descriptor newSocket(int options)
{
    return Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | options, 0));
}

void sendAtOnce(const Descriptor &socket)
{
    const int on = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

} // namespace

std::pair<Descriptor, Descriptor> privatePair()
{
    const Descriptor listener = newSocket(0);
    Name meeting, ours;
    meeting.address.sin_family = AF_INET;
    meeting.address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // newSocket() has thrown where there is none.
    // NOLINTNEXTLINE(clang-analyzer-unix.StdCLibraryFunctions)
    must(::bind(listener.get(), meeting.get(), meeting.size) == 0 &&
         ::listen(listener.get(), 8) == 0 &&
         ::getsockname(listener.get(), meeting.get(), &meeting.size) == 0);
    Descriptor near = newSocket(SOCK_NONBLOCK);
    // NOLINTNEXTLINE(clang-analyzer-unix.StdCLibraryFunctions)
    const bool isMade = ::connect(near.get(), meeting.get(), meeting.size) == 0;
    must((isMade || errno == EINPROGRESS) &&
         ::getsockname(near.get(), ours.get(), &ours.size) == 0);
    while (true) {
        Name whose;
        Descriptor far(
            ::accept4(listener.get(), whose.get(), &whose.size, SOCK_CLOEXEC | SOCK_NONBLOCK));
        must(bool(far));
        if (!(whose == ours))
            continue; // somebody else on this computer, who gets nothing
        sendAtOnce(near);
        sendAtOnce(far);
        return {std::move(near), std::move(far)};
    }
}

} // namespace relaymove
