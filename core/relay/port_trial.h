#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Whether NEW's public ports can be reached, tried days before anybody depends on
// it: for some seconds NEW listens on each of them, on both families, and OLD and
// this computer knock. A provider's firewall shows itself here and not in the
// outage. Only for a machine on which nothing listens there yet.

Plan portTrialPlan();
// "25 from OLD", "3478/udp from OLD" ...: what got no answer.
QStringList tryPorts(StepContext &context, const QStringList &addresses);

} // namespace relaymove
