#include "core/ssh/ssh_tunnel.h"

#include "core/ssh/private_pair.h"

namespace relaymove {

namespace {

PortAnswer meaningOf(const std::optional<PortTrouble> &trouble)
{
    if (!trouble)
        return PortAnswer::Open;
    switch (trouble->state) {
    case PortState::Open:
    case PortState::Refused:
        return PortAnswer::Refused;
    case PortState::Silent:
        return PortAnswer::Silent;
    case PortState::Forbidden:
        return PortAnswer::Rejected;
    case PortState::Unreachable:
        break;
    }
    return PortAnswer::Unreachable;
}

} // namespace

SshTunnel::SshTunnel(Take take, GiveBack giveBack)
    : m_take(std::move(take)), m_giveBack(std::move(giveBack))
{
}

SshTunnel::~SshTunnel()
{
    if (!m_served)
        return;
    auto connection = m_served->takeBack();
    connection->endTalks();
    m_giveBack(std::move(connection));
}

std::vector<SshTunnel::End> SshTunnel::lead(const QList<Endpoint> &endpoints,
                                            std::chrono::milliseconds timeout,
                                            const StopToken &stop)
{
    if (stop.isRaised())
        throw Cancelled{}; // a near server answers before anybody would look
    const SteadyInstant until = std::chrono::steady_clock::now() + timeout;
    for (bool isNew = false;; isNew = true) {
        std::unique_ptr<ServedConnection> served = std::move(m_served);
        auto connection = served && !isNew ? served->takeBack() : m_take(isNew, stop, until);
        std::vector<End> ends;
        std::vector<FarEnd> far;
        for (const Endpoint &endpoint : endpoints) {
            auto [near, other] = privatePair();
            ends.push_back({.near = std::move(near), .trouble = {}});
            far.push_back({.endpoint = endpoint, .socket = std::move(other), .trouble = {}});
        }
        connection->lead(far, stop, until);
        if (!connection->isAlive() && !isNew)
            continue; // it had died since it was last used
        for (std::size_t i = 0; i < ends.size(); ++i)
            ends[i].trouble = std::move(far[i].trouble);
        m_served = std::make_unique<ServedConnection>(std::move(connection));
        return ends;
    }
}

std::expected<Descriptor, PortTrouble> SshTunnel::connect(const QString &address, int port,
                                                          std::chrono::milliseconds timeout,
                                                          const StopToken &stop)
{
    std::vector<End> ends = lead({{.address = address, .port = port}}, timeout, stop);
    End &end = ends.front();
    if (end.trouble)
        return std::unexpected(*end.trouble);
    return std::move(end.near);
}

QList<PortAnswer> SshTunnel::probePorts(const QList<Endpoint> &endpoints,
                                        std::chrono::milliseconds timeout, const StopToken &stop)
{
    QList<PortAnswer> answers;
    for (const End &end : lead(endpoints, timeout, stop))
        answers << meaningOf(end.trouble);
    return answers;
}

} // namespace relaymove
