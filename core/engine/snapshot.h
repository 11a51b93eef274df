#pragma once
#include "core/migration/facts.h"
#include "core/migration/state.h"
#include "core/profiles/profile.h"
#include "core/status/status_text.h"

#include <QDateTime>

namespace relaymove {

// What was seen when both machines and DNS were last asked.
struct Seen
{
    QString sentence;                           // statusSentence()
    QString unreached;                          // which machines can't be asked, or why none was
    WhoServes serving = WhoServes::Unknown;     // servingOf()
    QDateTime at;                               // UTC
    QDateTime lastKnown;                        // unknown: UTC; invalid: it never was known
    WhoServes lastServing = WhoServes::Unknown; // unknown: who did when it was last known
    QList<StatusPanel> panels;
    QList<ServedBy> servers;
    QMap<Role, QDateTime> lastAnswers; // UTC
};

// Everything that the pages, the banner and the step list tell about. Plain data:
// what a picture of the window needs, and what a test makes up.
struct Snapshot
{
    Profile profile;
    State state;
    Facts facts;           // learned and measured so far
    QDateTime lastEvent;   // UTC; when the state was last known to be true
    QDateTime now;         // UTC
    QDateTime watchedFrom; // UTC; events before it were read, not witnessed
    std::optional<Seen> seen;
    QString notAsked; // why nobody can be asked; empty: the answer is on its way
};

// A journal that ends within a run tells of a program that was killed: nothing
// runs, what ran was interrupted, what was asked is asked still.
State settled(State state);

// The page on which the state's question is asked.
StepId questionPage(const State &state);

// Where a person who comes back goes on: at what failed, waits or was
// interrupted, or at the first step that is still to do.
StepId pageToOpen(const State &state);

// Who serves mail at this moment, as seen.
WhoServes servingNow(const Snapshot &snapshot);
// Nobody serves, and OLD will not by itself: it opens NEW. Either host's record says so, or the
// journal does and nothing newer is known.
bool hasCommitted(const Snapshot &snapshot);
// The newest turn that this window saw the run make (hold, open, back); it is newer
// than any answer.
std::optional<Milestone> turnWitnessed(const Snapshot &snapshot);

// A cutover was interrupted, and OLD has been seen to serve since: its timer went off.
bool hasOldReturned(const Snapshot &snapshot);
// What such a cutover did, and proved, counts for nothing any more.
Snapshot reconciledWithProbe(Snapshot snapshot);

// Nobody is asked while the cutover is at work: what was seen before says nothing about
// now. While it waits for an answer they are.
bool isUnwatched(const Snapshot &snapshot);

// The TTL was lowered, and each name server has been seen to serve it so.
bool isTtlLowered(const Snapshot &snapshot);
// Seconds until no resolver holds the old TTL any longer; nothing: it has not been
// lowered, or they are over.
std::optional<double> oldTtlLeft(const Snapshot &snapshot);

} // namespace relaymove
