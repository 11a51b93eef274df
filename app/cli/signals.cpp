#include "app/cli/signals.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace relaymove::cli {

namespace {

int writeEnd = -1;

// Async-signal-safe: one write, errno kept. A full pipe means that enough
// signals wait already.
void remember(int number)
{
    const int before = errno;
    const char byte = char(number);
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
    errno = before;
}

void nothing(int) {}

void handle(int number, void (*handler)(int))
{
    struct sigaction action{};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
}

} // namespace

Signals::Signals(std::function<void(int)> onStop) : m_onStop(std::move(onStop))
{
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    m_readEnd = ends[0];
    writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                     [this] { read(); });
    for (const int number : {SIGINT, SIGTERM})
        handle(number, remember);
    for (const int number : {SIGHUP, SIGPIPE, SIGTSTP})
        handle(number, nothing);
}

Signals::~Signals()
{
    for (const int number : {SIGINT, SIGTERM})
        handle(number, nothing);
    m_notifier.reset();
    ::close(m_readEnd);
    ::close(writeEnd);
    writeEnd = -1;
}

void Signals::read()
{
    char byte = 0;
    while (::read(m_readEnd, &byte, 1) == 1)
        m_onStop(byte);
}

} // namespace relaymove::cli
