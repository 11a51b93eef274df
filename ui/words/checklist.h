#pragma once
#include "core/migration/state.h"
#include "core/profiles/profile.h"
#include "ui/theme/mark.h"

#include <QList>
#include <QString>

namespace relaymove {

// One line of a step's proof: what was promised, and what was seen.
struct CheckLine
{
    Mark mark = Mark::Open;
    QString promise;
    QString seen; // empty: nothing yet
    friend bool operator==(const CheckLine &, const CheckLine &) = default;
};

// What was looked at before anything is touched: what refuses first, with its way
// out, then what is worth knowing, then what could not be looked at yet, then what is as it
// should be.
QList<CheckLine> checksMade(const StepState &step);

// Every proof that the step announces, once, in its order; what an older journal
// tells beyond them comes last.
QList<CheckLine> checklist(StepId id, const StepState &step, const Profile &profile);

} // namespace relaymove
