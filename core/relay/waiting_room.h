#pragma once
#include "core/migration/step.h"

namespace relaymove {

// The hold on OLD. New connections to the public ports are redirected to sockets
// that accept and wait; when they are released, systemd-socket-proxyd passes each
// on to whoever serves then. Nobody is refused and nobody has to try again. Only
// opening packets are matched: an established connection that a fresh conntrack
// picks up would die (cutover.md, "Connections that wait").

Plan waitingRoomPlan();
// Everything but the redirect: files, sockets. Nothing changes for anybody.
void prepareWaitingRoom(StepContext &context);
// From here on new connections wait.
void holdConnections(StepContext &context);
// How many wait at this moment.
Command countWaiting();

QByteArray holdRules();

// Shell lines that pass on those who wait and those who still come: to NEW, for
// hand-over.sh, and to OLD itself, for go-back.sh.
QByteArray releaseToNewScript(const Facts &facts);
QByteArray releaseToSelfScript(const Facts &facts);

// The kernel rewrites packets only while some rule wants it to: without this table
// the end of a hold or a fence would cut off those whom it had passed on; what the
// far end says to them would come from another address (seen in the lab).
QByteArray passingTable();

} // namespace relaymove
