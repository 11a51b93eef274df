#pragma once
#include "core/net/knock.h"
#include "core/net/tcp_probe.h"

namespace relaymove {

// How a probe gets to a port: over the network, as anybody does, or from a machine that it is
// logged in to. For one thread at a time.
class Way
{
public:
    virtual ~Way() = default;
    // As connectTcp() and knock() do; a way of another kind may need no patience.
    virtual std::expected<Descriptor, PortTrouble> connect(const QString &address, int port,
                                                           std::chrono::milliseconds patience,
                                                           const StopToken &stop) = 0;
    virtual QList<Knock> knock(const QList<Door> &doors, std::chrono::milliseconds patience,
                               const StopToken &stop) = 0;
};

// From this computer.
class NetworkWay : public Way
{
public:
    std::expected<Descriptor, PortTrouble> connect(const QString &address, int port,
                                                   std::chrono::milliseconds patience,
                                                   const StopToken &stop) override
    {
        return connectTcp(address, port, patience, stop);
    }
    QList<Knock> knock(const QList<Door> &doors, std::chrono::milliseconds patience,
                       const StopToken &stop) override
    {
        return relaymove::knock(doors, patience, stop);
    }
};

} // namespace relaymove
