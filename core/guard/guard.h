#pragma once
#include "core/migration/step.h"

#include <optional>

namespace relaymove {

// A host's record and its guard (core/guard/guard.sh): what it may do in a move its own
// state decides, whoever asks. Commands that change a host go through it by themselves
// (Host); here is what reads the record, takes the lease and changes the state.

Action readRecord(Role where);
// Asks the host. One that nobody has claimed has no migration.
HostRecord recordOf(Host &host);
// Throws Failure{LockedByOther} when another migration has the host.
void refuseOtherHolder(const Host &host, const HostRecord &record, const QString &migration);

// Brings the guard and claims the host: of two who come at once, one gets it.
Plan claimPlan();
void claimHost(StepContext &context, Host &host);

// Every run begins so, on each host that is this migration's: whoever works on it from
// another computer is told of, and changes nothing any more once the lease is taken.
Plan leasePlan();
// What the host knows of the cutover is in the facts then, and all that it keeps where this
// computer has none. Its record as it was found; nothing where it can't be asked, which is left
// to the steps. Throws Failure{LeaseTaken, LockedByOther}.
std::optional<HostRecord> takeLease(StepContext &context, Host &host);
// Never throws Failure: whoever comes next waits some minutes, or says that they take over.
void giveLeases(StepContext &context);

// OLD went back while NEW could not be told, or nobody was there to tell it: what NEW was
// filled with is that cutover's, and no commit of it will come. Whenever both leases were
// taken; once more before another cutover.
void endOldCutover(StepContext &context);
// NEW can't be opened by that {cutover} any more; {state}: filled, or open and not told so since
// it restarted.
Action closeCutover();

// What was learned goes to both hosts, readable by root only: a move that is taken up on
// another computer goes on from there. After each step before the cutover, and just before
// the hold.
void keepFactsOnHosts(StepContext &context);

// NEW's record says that this is done.
Action noteDone(const QString &word);

// Throws unless the lease is still this computer's: before it changes what no host guards,
// records or what cmdeploy does. It stays so for as long as that may take. In the plan of every
// step.
void mustHoldLease(StepContext &context, std::chrono::seconds during = std::chrono::minutes(1));

} // namespace relaymove
