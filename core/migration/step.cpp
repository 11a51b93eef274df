#include "core/migration/step.h"

namespace relaymove {

void append(Plan &plan, std::initializer_list<Plan> parts)
{
    for (const Plan &part : parts)
        plan.insert(plan.end(), part.begin(), part.end());
}

Plan during(Plan plan, std::initializer_list<HostState> states)
{
    for (Planned &planned : plan) {
        if (!isGuarded(planned) || !planned.in.isEmpty())
            continue;
        for (const HostState state : states) {
            if (isOfOld(state) == (planned.where == Role::Old))
                planned.in << state;
        }
    }
    return plan;
}

bool isGuarded(const Planned &planned)
{
    return (planned.where == Role::Old || planned.where == Role::New) &&
           (planned.purpose == Purpose::Change || planned.purpose == Purpose::Undo);
}

QList<Permit> permitsFor(Role role, const Plan &plan)
{
    QList<Permit> permits;
    for (const Planned &planned : plan) {
        if (planned.where != role)
            continue;
        permits << Permit{planned.command.shape(),
                          isGuarded(planned) ? std::optional(planned.in) : std::nullopt};
    }
    return permits;
}

Inspection Inspection::absent(const QString &evidence) { return {Kind::Absent, evidence}; }
Inspection Inspection::partial(const QString &evidence) { return {Kind::Partial, evidence}; }
Inspection Inspection::waiting(const QString &evidence) { return {Kind::Waiting, evidence}; }
Inspection Inspection::done(const QString &evidence) { return {Kind::Done, evidence}; }
Inspection Inspection::conflict(const QString &reason) { return {Kind::Conflict, reason}; }

} // namespace relaymove
