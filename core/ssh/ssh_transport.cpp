#include "core/ssh/ssh_transport.h"

#include "core/ssh/ssh_tunnel.h"

#include <mutex>

namespace relaymove {
using namespace Qt::StringLiterals;

struct SshTransport::Private
{
    const Role role;
    const SshTarget target;
    const std::optional<HostKey> pinned;
    std::mutex mutex;
    QString agentSocket;
    // Apart: a program that must not use the agent never gets a connection that
    // forwards it.
    std::vector<std::unique_ptr<SshConnection>> idle;
    std::vector<std::unique_ptr<ServedConnection>> served;

    std::unique_ptr<SshConnection> takeIdle(bool withAgent);
    void giveBack(std::unique_ptr<SshConnection> connection, bool withAgent);
    std::unique_ptr<SshConnection> connect(bool withAgent, const StopToken &stop,
                                           SteadyInstant until);
};

std::unique_ptr<SshConnection> SshTransport::Private::takeIdle(bool withAgent)
{
    std::unique_ptr<SshConnection> connection;
    std::unique_ptr<ServedConnection> taken;
    {
        const std::scoped_lock lock(mutex);
        if (withAgent && !served.empty()) {
            taken = std::move(served.back());
            served.pop_back();
        } else if (!withAgent && !idle.empty()) {
            connection = std::move(idle.back());
            idle.pop_back();
        }
    }
    return taken ? taken->takeBack() : std::move(connection);
}

void SshTransport::Private::giveBack(std::unique_ptr<SshConnection> connection, bool withAgent)
{
    if (!connection->isAlive())
        return;
    const std::scoped_lock lock(mutex);
    if (withAgent)
        served.push_back(std::make_unique<ServedConnection>(std::move(connection)));
    else
        idle.push_back(std::move(connection));
}

std::unique_ptr<SshConnection> SshTransport::Private::connect(bool withAgent, const StopToken &stop,
                                                              SteadyInstant until)
{
    if (!pinned) {
        const HostKey seen = probeHostKey(role, target, stop);
        throw Failure{failure::HostKeyUnknown{target.address, seen.type, seen.fingerprint}, role};
    }
    auto connection = std::make_unique<SshConnection>(role, target, *pinned, stop, until);
    if (withAgent) {
        const std::scoped_lock lock(mutex);
        connection->forwardAgent(agentSocket);
    }
    return connection;
}

SshTransport::SshTransport(Role role, SshTarget target, std::optional<HostKey> pinned)
    : m(new Private{.role = role,
                    .target = std::move(target),
                    .pinned = std::move(pinned),
                    .mutex = {},
                    .agentSocket = {},
                    .idle = {},
                    .served = {}})
{
}

SshTransport::~SshTransport() = default;

void SshTransport::setForwardedAgent(const QString &socketPath)
{
    const std::scoped_lock lock(m->mutex);
    m->agentSocket = socketPath;
}

Ending SshTransport::execute(const Execution &execution, const StopToken &stop)
{
    const SteadyInstant until = std::chrono::steady_clock::now() + execution.limit;
    const bool withAgent = execution.forwardAgent;
    try {
        while (true) {
            std::unique_ptr<SshConnection> connection = m->takeIdle(withAgent);
            const bool isNew = !connection;
            if (isNew)
                connection = m->connect(withAgent, stop, until);
            const std::optional<Ending> ending = connection->run(execution, stop, until);
            const QString error = connection->error();
            m->giveBack(std::move(connection), withAgent);
            if (ending)
                return *ending;
            if (isNew)
                throw Failure{failure::Unreachable{m->target.address, error}, m->role};
        }
    } catch (const Cancelled &) {
        return {.how = Ending::How::Stopped, .exitCode = 0, .detail = {}};
    }
}

std::unique_ptr<Way> SshTransport::way()
{
    return std::make_unique<SshTunnel>(
        [this](bool isNew, const StopToken &stop, SteadyInstant until) {
            auto idle = isNew ? nullptr : m->takeIdle(false);
            return idle ? std::move(idle) : m->connect(false, stop, until);
        },
        [this](std::unique_ptr<SshConnection> connection) {
            m->giveBack(std::move(connection), false);
        });
}

} // namespace relaymove
