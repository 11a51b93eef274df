#pragma once
#include "core/host/transport.h"
#include "core/ssh/libssh_handles.h"

#include <exception>
#include <optional>

namespace relaymove {

// A channel, and what the server has told about the program in it.
class RemoteProgram
{
public:
    RemoteProgram(ssh_session session, const Execution &execution);
    ~RemoteProgram();
    RemoteProgram(const RemoteProgram &) = delete;
    RemoteProgram &operator=(const RemoteProgram &) = delete;

    ssh_channel channel() const { return m_channel.get(); }
    bool isClosed() const { return m_closed; }
    // Once the server told it: code or signal.
    const std::optional<Ending> &ending() const { return m_ending; }
    // What onOutput or onError threw: C code was between it and us.
    void rethrow() const;

    // Sends a piece of the input, and its end after the last. False when there
    // is nothing to send, or no room for it at the far end.
    bool feed();
    // Tells the server that nobody waits for the program any more.
    void abandon();

private:
    int takeData(void *data, std::uint32_t size, bool isError) noexcept;
    void takeSignal(const char *name);

    const Execution &m_execution;
    ChannelHandle m_channel;
    ssh_channel_callbacks_struct m_callbacks{};
    qsizetype m_fed = 0;
    bool m_inputEnded = false;
    bool m_closed = false;
    std::optional<Ending> m_ending;
    std::exception_ptr m_thrown;
};

} // namespace relaymove
