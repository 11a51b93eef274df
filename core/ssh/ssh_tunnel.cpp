#include "core/ssh/ssh_tunnel.h"

#include "core/ssh/private_pair.h"

namespace relaymove {

namespace {

Knock meaningOf(const std::optional<PortTrouble> &trouble)
{
    if (!trouble)
        return Knock::Open;
    switch (trouble->state) {
    case PortState::Open:
    case PortState::Refused:
        return Knock::Refused;
    case PortState::Silent:
        return Knock::Silent;
    case PortState::Forbidden:
        return Knock::Rejected;
    case PortState::Unreachable:
        break;
    }
    return Knock::Unreachable;
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

std::vector<SshTunnel::End>
SshTunnel::lead(const QList<Door> &doors, std::chrono::milliseconds patience, const StopToken &stop)
{
    if (stop.isRaised())
        throw Cancelled{}; // a near server answers before anybody would look
    const SteadyInstant until = std::chrono::steady_clock::now() + patience;
    for (bool isNew = false;; isNew = true) {
        std::unique_ptr<ServedConnection> served = std::move(m_served);
        auto connection = served && !isNew ? served->takeBack() : m_take(isNew, stop, until);
        std::vector<End> ends;
        std::vector<FarEnd> far;
        for (const Door &door : doors) {
            auto [near, other] = privatePair();
            ends.push_back({.near = std::move(near), .trouble = {}});
            far.push_back({.door = door, .socket = std::move(other), .trouble = {}});
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
                                                          std::chrono::milliseconds patience,
                                                          const StopToken &stop)
{
    std::vector<End> ends = lead({{.address = address, .port = port}}, patience, stop);
    End &end = ends.front();
    if (end.trouble)
        return std::unexpected(*end.trouble);
    return std::move(end.near);
}

QList<Knock> SshTunnel::knock(const QList<Door> &doors, std::chrono::milliseconds patience,
                              const StopToken &stop)
{
    QList<Knock> answers;
    for (const End &end : lead(doors, patience, stop))
        answers << meaningOf(end.trouble);
    return answers;
}

} // namespace relaymove
