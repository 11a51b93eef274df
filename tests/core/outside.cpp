#include "outside.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

using namespace std::chrono_literals;

namespace {

void shellOrDie(const std::string &line)
{
    if (std::system(line.c_str()) != 0)
        qFatal("%s", line.c_str());
}

int listenOn(int port)
{
    const int fd = ::socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in6 any{.sin6_family = AF_INET6, .sin6_port = htons(uint16_t(port))};
    const int off = 0;
    ::setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (::bind(fd, reinterpret_cast<sockaddr *>(&any), sizeof any) != 0 || ::listen(fd, 4096) != 0)
        qFatal("port %d: %s", port, std::strerror(errno));
    return fd;
}

// Connecting, by IPv4 as a mapped address.
int reachFor(const char *address)
{
    const int fd = ::socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in6 there{.sin6_family = AF_INET6, .sin6_port = htons(25)};
    const bool is4 = std::strchr(address, ':') == nullptr;
    ::inet_pton(AF_INET6, ((is4 ? "::ffff:" : "") + std::string(address)).c_str(),
                &there.sin6_addr);
    ::connect(fd, reinterpret_cast<sockaddr *>(&there), sizeof there);
    return fd;
}

bool canReach(const char *address)
{
    const int fd = reachFor(address);
    pollfd wait{.fd = fd, .events = POLLOUT, .revents = 0};
    const bool reached = ::poll(&wait, 1, 100) > 0 && (wait.revents & (POLLERR | POLLHUP)) == 0;
    ::close(fd);
    return reached;
}

} // namespace

Outside::Outside()
{
    m_listeners[0] = listenOn(25);
    m_listeners[1] = listenOn(20025);
    m_outside = std::jthread([this] { live(); });
    m_thread.wait(0);
    shellOrDie("ip link set lo up && ip link add in type veth peer name out netns " +
               std::to_string(m_thread.load()) +
               " && ip link set in up && ip addr add 198.51.100.10/24 dev in"
               " && ip addr add 2001:db8::10/64 dev in nodad"
               " && echo 1 >/proc/sys/net/ipv4/ip_forward"
               " && echo 1 >/proc/sys/net/ipv6/conf/all/forwarding");
    m_cabled = true;
    m_cabled.notify_all();
    m_lives.wait(false);
    m_answering = std::jthread([this](const std::stop_token &stop) { answer(stop); });
}

Outside::~Outside()
{
    m_over = true;
    m_outside.join();
    m_answering.request_stop();
    m_answering.join();
    for (const int fd : m_listeners)
        ::close(fd);
}

void Outside::live()
{
    if (::unshare(CLONE_NEWNET) != 0)
        qFatal("unshare: %s", std::strerror(errno));
    m_thread = int(::syscall(SYS_gettid));
    m_thread.notify_all();
    m_cabled.wait(false);
    shellOrDie("ip link set lo up && ip link set out up && ip addr add 198.51.100.1/24 dev out"
               " && ip addr add 2001:db8::1/64 dev out nodad");
    for (const char *address : {here4, here6}) {
        while (!canReach(address)) { // until the cable carries
        }
    }
    m_listeners[2] = listenOn(25);
    m_lives = true;
    m_lives.notify_all();
    while (!m_over) {
        if (m_wanted != 0) {
            m_wanted = 0;
            m_made = reachFor(here4);
            m_made.notify_all();
        }
        m_busy = m_patience > 0;
        m_busy.notify_all();
        if (m_busy) {
            knockOnce(here4);
            knockOnce(here6);
        } else {
            std::this_thread::sleep_for(1ms);
        }
    }
}

void Outside::knockOnce(const char *address)
{
    const int fd = reachFor(address);
    pollfd wait{.fd = fd, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&wait, 1, m_patience);
    char letter = 0;
    ++knocks;
    if (ready == 0)
        ++silent;
    else if (::recv(fd, &letter, 1, 0) < 0)
        ++refused;
    // Its port is free again at once.
    const linger none{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    ::close(fd);
}

void Outside::probePorts(int timeout)
{
    knocks = refused = silent = service = waiting = far = 0;
    m_patience = timeout;
    m_busy.wait(false);
}

void Outside::rest()
{
    m_patience = 0;
    m_busy.wait(true);
    // What was accepted by the kernel is counted when it has waited for nobody any more.
    for (const int fd : m_listeners) {
        pollfd left{.fd = fd, .events = POLLIN, .revents = 0};
        while (::poll(&left, 1, 0) > 0)
            std::this_thread::yield();
    }
}

int Outside::connectOnce()
{
    m_made = -1;
    m_wanted = 1;
    m_made.wait(-1);
    return m_made;
}

QByteArray Outside::echo(int connection, char letter)
{
    pollfd wait{.fd = connection, .events = POLLIN, .revents = 0};
    ::send(connection, &letter, 1, MSG_NOSIGNAL);
    char answer = 0;
    while (answer != letter) {
        if (::poll(&wait, 1, 3000) <= 0 || ::recv(connection, &answer, 1, 0) <= 0)
            return {};
    }
    return QByteArray(1, answer);
}

// Greets everybody with a dot and gives back what he is sent.
void Outside::answer(const std::stop_token &stop)
{
    std::vector<pollfd> endpoints;
    for (const int fd : m_listeners)
        endpoints.push_back({.fd = fd, .events = POLLIN, .revents = 0});
    std::atomic<int> *counts[] = {&service, &waiting, &far};
    while (!stop.stop_requested()) {
        ::poll(endpoints.data(), endpoints.size(), 20);
        for (std::size_t i = 0; i < endpoints.size(); ++i) {
            if (endpoints[i].revents == 0)
                continue;
            if (i < 3) {
                const int guest = ::accept4(endpoints[i].fd, nullptr, nullptr, SOCK_CLOEXEC);
                if (guest < 0)
                    continue;
                ++*counts[i];
                ::send(guest, ".", 1, MSG_NOSIGNAL);
                endpoints.push_back({.fd = guest, .events = POLLIN, .revents = 0});
                continue;
            }
            char letter = 0;
            if (::recv(endpoints[i].fd, &letter, 1, 0) > 0) {
                ::send(endpoints[i].fd, &letter, 1, MSG_NOSIGNAL);
            } else {
                ::close(endpoints[i].fd);
                endpoints.erase(endpoints.begin() + std::ptrdiff_t(i));
                break;
            }
        }
    }
    for (std::size_t i = 3; i < endpoints.size(); ++i)
        ::close(endpoints[i].fd);
}
