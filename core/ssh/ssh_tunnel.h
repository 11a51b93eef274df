#pragma once
#include "core/net/way.h"
#include "core/ssh/served_connection.h"

#include <functional>
#include <memory>

namespace relaymove {

// Connections that the far host makes for us (direct-tcpip, RFC 4254, 7.2): to whoever listens
// there they come from that host. Our end of each is one of a pair of sockets that only this
// program has (private_pair.h); a thread of the tunnel's own carries what is said. With the
// tunnel they end.
class SshTunnel : public Way
{
public:
    // One that is at hand, or a new one when that turned out to be dead. Throws Failure.
    using Take = std::function<std::unique_ptr<SshConnection>(bool isNew, const StopToken &stop,
                                                              SteadyInstant until)>;
    using GiveBack = std::function<void(std::unique_ptr<SshConnection> connection)>;

    SshTunnel(Take take, GiveBack giveBack);
    ~SshTunnel() override;
    SshTunnel(const SshTunnel &) = delete;
    SshTunnel &operator=(const SshTunnel &) = delete;

    std::expected<Descriptor, PortTrouble> connect(const QString &address, int port,
                                                   std::chrono::milliseconds timeout,
                                                   const StopToken &stop) override;
    QList<PortAnswer> probePorts(const QList<Endpoint> &endpoints,
                                 std::chrono::milliseconds timeout, const StopToken &stop) override;

private:
    struct End
    {
        Descriptor near; // ours
        std::optional<PortTrouble> trouble;
    };
    std::vector<End> lead(const QList<Endpoint> &endpoints, std::chrono::milliseconds timeout,
                          const StopToken &stop);

    const Take m_take;
    const GiveBack m_giveBack;
    std::unique_ptr<ServedConnection> m_served;
};

} // namespace relaymove
