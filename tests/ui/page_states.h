#pragma once
#include "core/engine/snapshot.h"
#include "core/migration/step.h"

#include <QHash>

namespace relaymove::sample {

// A page in one of the states that it can be in.
struct PageState
{
    StepId page;
    QString name; // before, running, question, done, failed, cancelled
    Snapshot snapshot;
};

// Each page in each state. Where a page has nothing to ask, it has no question.
QList<PageState> pageStates();

// All that the journal of a run holds that failed at this page.
QList<StampedEvent> failedRun(StepId page);

// The commands of every page, as its step describes them before anything is known.
QHash<StepId, Plan> realPlans();

} // namespace relaymove::sample
