#include "core/process/forking_thread.h"

#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

#include <unistd.h>

namespace relaymove {

namespace {

class ForkingThread
{
public:
    ForkingThread() : m_thread([this](const std::stop_token &token) { serve(token); }) {}

    pid_t fork(const std::function<void()> &child)
    {
        const std::scoped_lock oneAtATime(m_callers);
        std::unique_lock lock(m_mutex);
        m_child = &child;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_child == nullptr; });
        errno = m_error;
        return m_pid;
    }

private:
    void serve(const std::stop_token &token)
    {
        std::unique_lock lock(m_mutex);
        while (m_changed.wait(lock, token, [this] { return m_child != nullptr; })) {
            m_pid = ::fork();
            if (m_pid == 0) {
                (*m_child)();
                ::_exit(127);
            }
            m_error = errno;
            m_child = nullptr;
            m_changed.notify_all();
        }
    }

    std::mutex m_callers;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    const std::function<void()> *m_child = nullptr;
    pid_t m_pid = -1;
    int m_error = 0;
    std::jthread m_thread; // last: it uses all of the above
};

} // namespace

pid_t forkInLastingThread(const std::function<void()> &child)
{
    static ForkingThread thread;
    return thread.fork(child);
}

void ignoreBrokenPipes()
{
    static std::once_flag once;
    std::call_once(once, [] { std::signal(SIGPIPE, SIG_IGN); });
}

} // namespace relaymove
