#pragma once
#include "core/migration/step.h"

namespace relaymove {

// What a relay consists of beside mailboxes, queue and configuration: keys,
// certificates, the admin's own switches (relay-facts.md, "State on a relay").
// Each path is copied to the same path on NEW. Where one is a link, what it
// leads to as well, as it leads there now: a renewal tool keeps numbered files
// and turns its links.
Plan statePathsPlan();
QStringList statePaths(StepContext &context);
// OLD's numeric owner is some other service's on a NEW that has no opendkim yet.
Action lockKeysAway();
// Of these, what only some relays have, and may have no longer.
const QStringList &switchPaths();
// What no relay can do without, as its links lead now: DKIM key, certificate and its key.
Plan livingPathsPlan();
QStringList livingPaths(StepContext &context);

} // namespace relaymove
