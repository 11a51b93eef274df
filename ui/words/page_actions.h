#pragma once
#include "core/engine/snapshot.h"

namespace relaymove {

// What can be done on a page at this moment. Empty words: not offered.
struct PageActions
{
    // The way on, when this page has nothing left to do: to another page, or to
    // the cutover. It is the one that Enter takes; without it, start is.
    struct Way
    {
        QString text;
        StepId step = StepId::Preflight;
        bool runs = false; // up to and including that step
    };
    Way goOn;
    QString start;
    StepId until = StepId::Preflight; // start runs up to and including this step
    bool startLeadsOn = true;         // it is what Enter takes, where no way on is
    QString stop;
    bool canStop = true;
    QString goBack;
    QString hint; // what happens by itself, or comes first
};

PageActions pageActions(StepId page, const Snapshot &snapshot);

} // namespace relaymove
