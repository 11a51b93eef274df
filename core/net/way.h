#pragma once
#include "core/net/port_probe.h"
#include "core/net/tcp_probe.h"

namespace relaymove {

// How a probe gets to a port: over the network, as anybody does, or from a machine that it is
// logged in to. For one thread at a time.
class Way
{
public:
    virtual ~Way() = default;
    // As connectTcp() and probePorts() do; a way of another kind may need no timeout.
    virtual std::expected<Descriptor, PortTrouble> connect(const QString &address, int port,
                                                           std::chrono::milliseconds timeout,
                                                           const StopToken &stop) = 0;
    virtual QList<PortAnswer> probePorts(const QList<Endpoint> &endpoints,
                                         std::chrono::milliseconds timeout,
                                         const StopToken &stop) = 0;
};

// From this computer.
class NetworkWay : public Way
{
public:
    std::expected<Descriptor, PortTrouble> connect(const QString &address, int port,
                                                   std::chrono::milliseconds timeout,
                                                   const StopToken &stop) override
    {
        return connectTcp(address, port, timeout, stop);
    }
    QList<PortAnswer> probePorts(const QList<Endpoint> &endpoints,
                                 std::chrono::milliseconds timeout, const StopToken &stop) override
    {
        return relaymove::probePorts(endpoints, timeout, stop);
    }
};

} // namespace relaymove
