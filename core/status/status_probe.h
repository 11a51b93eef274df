#pragma once
#include "core/status/status.h"

namespace relaymove {

struct StatusMemory
{
    HostMemory oldHost, newHost;
};

// All of it, over connections of its own; what is silent costs a few seconds. Only
// machines whose key was agreed to are connected to. Throws Cancelled. One probe at a
// time has the memory.
RelayStatus probeStatus(const Profile &profile, const Facts &facts, Interrupt &interrupt,
                        StatusMemory &memory);

} // namespace relaymove
