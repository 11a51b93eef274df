#pragma once
#include "core/base/stop_token.h"
#include "core/ssh/ssh_connection.h"

#include <memory>
#include <thread>

namespace relaymove {

// A connection on which no program runs, but whose agent is in use over there:
// a thread of its own serves it until the connection is taken back.
class ServedConnection
{
public:
    explicit ServedConnection(std::unique_ptr<SshConnection> connection)
        : m_connection(std::move(connection)), m_thread([this] { m_connection->serve(m_leave); })
    {
    }
    ~ServedConnection() { takeBack(); }

    std::unique_ptr<SshConnection> takeBack()
    {
        m_leave.raise();
        if (m_thread.joinable())
            m_thread.join();
        return std::move(m_connection);
    }

private:
    std::unique_ptr<SshConnection> m_connection;
    StopToken m_leave;
    std::thread m_thread;
};

} // namespace relaymove
