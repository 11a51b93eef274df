#pragma once
#include "core/base/who_serves.h"
#include "core/migration/event.h"

#include <QHash>
#include <QList>

namespace relaymove {

enum class StepPhase { NotStarted, Running, Waiting, Done, Failed, Cancelled, Undone };

struct StepState
{
    StepPhase phase = StepPhase::NotStarted;
    QString note;
    std::optional<Progress> progress;
    QList<Examined> checks; // in the order in which they were made
    QList<Claim> claims;    // the newest observation of each
    std::optional<Failure> failure;
    QDateTime started, ended;
};

// What a run looks like: a fold over its events, and nothing else. The window,
// the command line, the report and the tests read it.
struct State
{
    QString migration;
    bool running = false;
    std::optional<StepOutcome> outcome;
    std::optional<Failure> failure; // of the newest run, and of none of its steps
    QDateTime ended;                // UTC; when the newest run did
    QDateTime goingBackSince;       // UTC; valid while the cutover is being taken back
    QHash<StepId, StepState> steps;
    std::optional<Question> question;
    QDateTime questionAsked;               // UTC; the same question may come twice
    bool oldFails = false;                 // the person was told that OLD's disk fails, and goes on
    WhoServes serving = WhoServes::Old;    // as was last heard
    bool isServingHeard = false;           // in the newest run
    bool hasBegunStep = false;             // in the newest run
    std::optional<double> projectedOutage; // seconds
    QList<QPair<Milestone, QDateTime>> milestones; // of the newest cutover
    QList<QPair<Pass, QDateTime>> passes;          // of all runs; when each ended
    QList<event::ChildStarted> children;           // not yet seen to end

    const StepState &step(StepId id) const;
    std::optional<StepId> runningStep() const;
    bool isGoingBack() const { return goingBackSince.isValid(); }
    std::optional<QDateTime> milestone(Milestone wanted) const;
    // From the hold to the opened fence (or to OLD serving again), in seconds.
    std::optional<double> outageSeconds() const;
};

// OLD serves again: by going back, or found so when that was begun.
bool isTakenBack(const State &state);
// A cutover was begun and neither reached the commit point nor was taken back.
bool isCutoverOpen(const State &state);
// NEW was found or seen to serve.
bool isOpened(const State &state);
// Past the commit point, and NEW is not known to be open: OLD goes on by itself, and does not
// serve again by itself.
bool isCommitted(const State &state);

// For mailWords(), at the end of a failed run or step: what the newest run has heard of it, or
// that it is unknown, or that nobody was asked and nothing touched.
WhoServes servedBy(const State &state, const Failure &failure);

State apply(State state, const StampedEvent &event);

} // namespace relaymove
