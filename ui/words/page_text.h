#pragma once
#include "core/engine/snapshot.h"

namespace relaymove {

// What a page says about its step before anything has run.
struct PageText
{
    QString why;       // two sentences
    QString users;     // what they notice
    QString goingBack; // while OLD still serves
};

PageText pageText(StepId step, const Profile &profile);

// What going back means at this moment.
QString goingBackText(StepId step, const Snapshot &snapshot);

} // namespace relaymove
