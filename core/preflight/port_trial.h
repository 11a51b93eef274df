#pragma once
#include "core/migration/step.h"
#include "core/relay/listeners.h"

#include <QString>

namespace relaymove {

// Whether NEW's public ports can be reached, tried days before anybody depends on
// it: for some seconds NEW listens on each of them, on both families, and OLD and
// this computer probe them. A provider's firewall shows itself here and not in the
// outage. Only for a machine on which nothing listens there yet.

struct PortTrial
{
    QStringList shut;    // "198.51.100.20 port 3478/udp from OLD" ...: what got no answer
    QStringList taken;   // "25 (Address already in use)" ...: could not be listened on
    QStringList untried; // addresses to which neither OLD nor this computer has a way
};

Plan portTrialPlan();
PortTrial tryPorts(StepContext &context, const QStringList &addresses);

} // namespace relaymove
