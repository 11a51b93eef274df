#include "core/migration/step.h"

namespace relaymove {

void append(Plan &plan, std::initializer_list<Plan> parts)
{
    for (const Plan &part : parts)
        plan.insert(plan.end(), part.begin(), part.end());
}

Inspection Inspection::absent(const QString &evidence) { return {Kind::Absent, evidence}; }
Inspection Inspection::partial(const QString &evidence) { return {Kind::Partial, evidence}; }
Inspection Inspection::waiting(const QString &evidence) { return {Kind::Waiting, evidence}; }
Inspection Inspection::done(const QString &evidence) { return {Kind::Done, evidence}; }
Inspection Inspection::conflict(const QString &reason) { return {Kind::Conflict, reason}; }

} // namespace relaymove
