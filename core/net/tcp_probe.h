#pragma once
#include "core/base/descriptor.h"

#include <QString>

#include <chrono>
#include <expected>

namespace relaymove {

class StopToken;

enum class PortState {
    Open,
    Refused,     // the host says that nothing listens
    Silent,      // nothing comes back: a fence, or no host
    Unreachable, // no way there, or not an address
    Forbidden,   // the machine that was to go there for us does not do so for anybody
};

struct PortTrouble
{
    PortState state = PortState::Silent;
    QString detail; // what the system said
};

// A connected, non-blocking socket. `address` is an IP address. Throws Cancelled
// when `stop` is raised.
std::expected<Descriptor, PortTrouble> connectTcp(const QString &address, int port,
                                                  std::chrono::milliseconds timeout,
                                                  const StopToken &stop);

} // namespace relaymove
