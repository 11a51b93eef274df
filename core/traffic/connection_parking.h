#pragma once
#include "core/migration/step.h"

namespace relaymove {

// The hold on OLD. New connections to the public ports are redirected to sockets
// that accept and wait; when they are released, systemd-socket-proxyd passes each
// on to whoever serves then. Nobody is refused and nobody has to try again. Only
// opening packets are matched: an established connection that a fresh conntrack
// picks up would die (cutover.md, "Connections that wait").

Plan connectionParkingPlan();
// Everything but the redirect: files, sockets, units. Nothing changes for anybody.
void prepareConnectionParking(StepContext &context);
// From here on new connections wait.
void parkConnections(StepContext &context);
// Fails where they do not wait.
Action listParking();

QByteArray parkingRules();

// Where commit.sh and go-back.sh pass on those who wait, as a host before ":port". OLD's
// is its own public address, never loopback: postfix trusts loopback, and a stranger that
// waited must not become one of mynetworks.
QString releaseToNewAddress(const Facts &facts);
QString releaseToSelfAddress(const Facts &facts);

} // namespace relaymove
