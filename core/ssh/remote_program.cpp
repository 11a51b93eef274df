#include "core/ssh/remote_program.h"

#include <algorithm>
#include <csignal>
#include <cstring>

namespace relaymove {

namespace {

// Small enough that a stop between two pieces comes at once.
constexpr qsizetype pieceSize = 32768;

RemoteProgram *self(void *pointer) { return static_cast<RemoteProgram *>(pointer); }

} // namespace

RemoteProgram::RemoteProgram(ssh_session session, const Execution &execution)
    : m_execution(execution), m_channel(ssh_channel_new(session))
{
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = [](ssh_session, ssh_channel, void *data, std::uint32_t size,
                                           int isError, void *user) {
        return self(user)->takeData(data, size, isError != 0);
    };
    m_callbacks.channel_close_function = [](ssh_session, ssh_channel, void *user) {
        self(user)->m_closed = true;
    };
    m_callbacks.channel_exit_status_function = [](ssh_session, ssh_channel, int code, void *user) {
        self(user)->m_ending = Ending{.how = Ending::How::Exited, .exitCode = code, .detail = {}};
    };
    m_callbacks.channel_exit_signal_function = [](ssh_session, ssh_channel, const char *name, int,
                                                  const char *, const char *,
                                                  void *user) { self(user)->takeSignal(name); };
    ssh_callbacks_init(&m_callbacks);
    ssh_set_channel_callbacks(m_channel.get(), &m_callbacks);
}

RemoteProgram::~RemoteProgram()
{
    // libssh keeps a channel until the far end has closed it too, and would
    // call into what is gone.
    ssh_remove_channel_callbacks(channel(), &m_callbacks);
}

int RemoteProgram::takeData(void *data, std::uint32_t size, bool isError) noexcept
{
    const auto &sink = isError ? m_execution.onError : m_execution.onOutput;
    try {
        if (sink && !m_thrown)
            sink(QByteArray(static_cast<const char *>(data), qsizetype(size)));
    } catch (...) {
        m_thrown = std::current_exception();
    }
    return int(size);
}

void RemoteProgram::takeSignal(const char *name)
{
    int number = 0;
    for (int candidate = 1; candidate < NSIG; ++candidate) {
        const char *known = ::sigabbrev_np(candidate);
        if (known && name && std::strcmp(known, name) == 0)
            number = candidate;
    }
    m_ending = Ending{.how = Ending::How::Signalled, .exitCode = number, .detail = {}};
}

void RemoteProgram::rethrow() const
{
    if (m_thrown)
        std::rethrow_exception(m_thrown);
}

bool RemoteProgram::feed()
{
    if (m_inputEnded || m_closed)
        return false;
    const qsizetype left = m_execution.input.size() - m_fed;
    if (left == 0) {
        ssh_channel_send_eof(channel());
        m_inputEnded = true;
        return true;
    }
    const qsizetype size =
        std::min({left, pieceSize, qsizetype(ssh_channel_window_size(channel()))});
    if (size == 0)
        return false;
    const int written =
        ssh_channel_write(channel(), m_execution.input.constData() + m_fed, std::uint32_t(size));
    if (written < 0)
        m_inputEnded = true; // the far end takes no more; how it ended is still to come
    else
        m_fed += written;
    return written > 0;
}

void RemoteProgram::abandon()
{
    // sshd passes the signal on for ordinary users only, not for root.
    ssh_channel_request_send_signal(channel(), "TERM");
    ssh_channel_close(channel());
}

} // namespace relaymove
