#pragma once
#include "core/base/descriptor.h"
#include "core/ssh/ssh_target.h"

#include <chrono>

namespace relaymove {

using SteadyInstant = std::chrono::steady_clock::time_point;

// How long sent data may stay unacknowledged, and a silent peer unproven, until
// the connection counts as lost: a cut link sends no sign of its own.
inline constexpr std::chrono::seconds deadPeerLimit{15};

// A connected, non-blocking socket to the first of the target's addresses, IPv6
// or IPv4, that answers. Throws Failure (Unreachable) and Cancelled.
Descriptor connectTcp(Role role, const SshTarget &target, const StopToken &stop,
                      SteadyInstant until);

// Milliseconds for poll(); 0 when past.
int pollTime(SteadyInstant until);

} // namespace relaymove
