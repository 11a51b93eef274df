#include "ui/words/page_actions.h"

#include "core/base/unreachable.h"
#include "ui/words/durations.h"

#include <QCoreApplication>
#include <QStringList>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PageActions)
};

bool isDone(const State &state, StepId id) { return state.step(id).phase == StepPhase::Done; }

// The titles of those of the steps that are still to do.
QStringList open(const State &state, const QList<StepId> &steps)
{
    QStringList titles;
    for (const StepId id : steps) {
        if (!isDone(state, id))
            titles << stepTitle(id);
    }
    return titles;
}

PageActions whileRunning(const State &state)
{
    PageActions actions;
    if (state.isGoingBack()) {
        actions.stop = Words::tr("&Stop");
        actions.canStop = false;
        actions.hint = Words::tr("Going back can't be stopped half-way: nobody would serve mail.");
        return actions;
    }
    const auto running = state.runningStep();
    if (state.question && state.question->is<question::GoOnOrBack>())
        return actions; // the question is the way to stop
    const bool isWithin = isCutoverOpen(state) || (running && isCutover(*running));
    if (isOpened(state) || !isWithin) {
        actions.stop = Words::tr("&Stop");
        return actions;
    }
    if (isCommitted(state)) {
        actions.stop = Words::tr("&Stop");
        actions.canStop = false;
        actions.hint = Words::tr("OLD has handed over and opens NEW: that can't be stopped "
                                 "half-way.");
        return actions;
    }
    actions.stop = Words::tr("Stop or go &back…");
    QList<StepId> later = stepsOf(Stage::Cutover);
    if (running)
        later.removeIf([&](StepId id) { return !isBefore(*running, id); });
    const QStringList next = open(state, later);
    if (!next.isEmpty())
        actions.hint = Words::tr("goes on by itself: %1").arg(next.join(u", "_s));
    return actions;
}

// After a failure, which may be the run's and no step's: "go on" would read as "in spite
// of it".
QString startWord(StepId page, const State &state)
{
    const StepPhase phase = state.step(page).phase;
    const bool failed = phase == StepPhase::Failed || (state.failure && phase != StepPhase::Done);
    if (failed)
        return page == StepId::Preflight ? Words::tr("Check a&gain") : Words::tr("Try a&gain");
    switch (phase) {
    case StepPhase::Done:
        return Words::tr("&Run again");
    case StepPhase::NotStarted:
    case StepPhase::Undone:
        return Words::tr("&Start");
    case StepPhase::Waiting:
        return Words::tr("Loo&k again");
    case StepPhase::Running:
    case StepPhase::Failed:
    case StepPhase::Cancelled:
        return Words::tr("Go &on");
    }
    unreachable();
}

bool isOver(const State &state, StepId id)
{
    const StepPhase phase = state.step(id).phase;
    // A step that waits lets others go on meanwhile.
    return phase == StepPhase::Done || phase == StepPhase::Waiting;
}

StepId cutoverEnd(const Snapshot &snapshot)
{
    const QList<StepId> cutover = stepsOf(Stage::Cutover);
    return snapshot.profile.stopAtEveryPage ? cutover.first() : cutover.last();
}

// What users will wait is said where the decision is taken.
QString startWords(const State &state)
{
    if (!state.projectedOutage)
        return Words::tr("Start the &cutover…");
    return Words::tr("Start the &cutover (users wait about %1)…")
        .arg(durationWords(*state.projectedOutage));
}

// From a page of the preparation that is over: the next one that is not, else
// one that was left out, else the cutover.
PageActions::Way wayOn(StepId page, const Snapshot &snapshot)
{
    const State &state = snapshot.state;
    const auto lead = [](StepId id) {
        return PageActions::Way{.text = Words::tr("Co&ntinue: %1").arg(stepTitle(id)), .step = id};
    };
    if (!isOver(state, page))
        return {};
    if (state.serving == WhoServes::New)
        return page == StepId::Finish || isDone(state, StepId::Finish) ? PageActions::Way{}
                                                                       : lead(StepId::Finish);
    std::optional<StepId> before;
    for (const StepId id : stepsOf(Stage::Before)) {
        if (isOver(state, id))
            continue;
        if (isBefore(page, id))
            return lead(id);
        before = before.value_or(id);
    }
    if (before)
        return lead(*before);
    return {.text = startWords(state), .step = cutoverEnd(snapshot), .runs = true};
}

// Between the pages nobody renews it: that is said in time.
QString timerWords(const Snapshot &snapshot)
{
    if (hasCommitted(snapshot))
        return Words::tr(
            "OLD has handed over: it opens NEW as soon as it can tell it, and does not "
            "serve again by itself");
    const double left = double(snapshot.profile.autoRollbackSeconds) -
                        secondsBetween(snapshot.lastEvent, snapshot.now);
    return left > 0 ? Words::tr("OLD serves again by itself in %1, unless you go on before")
                          .arg(roughDurationWords(left))
                    : Words::tr("OLD has served again by itself since, if it could");
}

PageActions withinCutover(const Snapshot &snapshot)
{
    PageActions actions;
    actions.goBack = Words::tr("Go &back");
    if (hasOldReturned(snapshot)) {
        actions.start = Words::tr("Start the &cutover anew…");
        actions.until = cutoverEnd(snapshot);
        return actions;
    }
    actions.start = Words::tr("Go &on with the cutover");
    actions.until = stepsOf(Stage::Cutover).last();
    actions.hint = timerWords(snapshot);
    if (!snapshot.profile.stopAtEveryPage)
        return actions;
    for (const StepId id : stepsOf(Stage::Cutover)) {
        if (!isDone(snapshot.state, id)) {
            actions.until = id;
            break;
        }
    }
    return actions;
}

PageActions toStartCutover(StepId page, const Snapshot &snapshot)
{
    PageActions actions;
    const State &state = snapshot.state;
    if (state.serving == WhoServes::New) {
        actions.goOn = wayOn(page, snapshot);
        return actions;
    }
    if (page != StepId::Disable) {
        actions.hint = Words::tr("runs by itself after “%1”").arg(stepTitle(StepId::Disable));
        return actions;
    }
    actions.start = startWords(state);
    actions.until = cutoverEnd(snapshot);
    const QStringList before = open(state, stepsOf(Stage::Before));
    if (!before.isEmpty())
        actions.hint = Words::tr("comes first: %1").arg(before.join(u", "_s));
    return actions;
}

} // namespace

PageActions pageActions(StepId page, const Snapshot &snapshot)
{
    const State &state = snapshot.state;
    if (state.running)
        return whileRunning(state);
    if (isCutoverOpen(state))
        return withinCutover(snapshot);
    if (isCutover(page))
        return toStartCutover(page, snapshot);
    PageActions actions;
    if (page == StepId::Finish && state.serving != WhoServes::New) {
        actions.hint = Words::tr("comes after the cutover");
        return actions;
    }
    actions.goOn = wayOn(page, snapshot);
    // After the cutover the preparation is history.
    if (page != StepId::Finish && state.serving == WhoServes::New)
        return actions;
    actions.start = startWord(page, state);
    if (page == StepId::Precopy && isDone(state, page))
        actions.start = Words::tr("Another &pass");
    actions.startLeadsOn = !isDone(state, page); // nobody does it again by an Enter in passing
    actions.until = page;
    QList<StepId> earlier = stepsOf(Stage::Before);
    earlier.removeIf([&](StepId id) { return !isBefore(id, page); });
    const QStringList before = open(state, earlier);
    if (!before.isEmpty() && page != StepId::Finish && !actions.start.isEmpty())
        actions.hint = Words::tr("comes first: %1").arg(before.join(u", "_s));
    return actions;
}

} // namespace relaymove
