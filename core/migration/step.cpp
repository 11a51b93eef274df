#include "core/migration/step.h"

namespace relaymove {

namespace {

Host &hostOf(const StepContext &context, Role role)
{
    for (Host *host : {&context.source, &context.target}) {
        if (host->role() == role)
            return *host;
    }
    return context.admin;
}

Command ready(const StepContext &context, const Action &action)
{
    return withFacts(action.command, context.profile, context.facts)
        .withDefault("lease", context.words.lease);
}

} // namespace

Output StepContext::run(const Action &action) const
{
    return hostOf(*this, action.where).run(ready(*this, action));
}

void StepContext::runAll(const Plan &plan) const
{
    for (const Action &action : plan)
        run(action);
}

Output StepContext::stream(const Action &action, const Host::LineSink &sink) const
{
    return hostOf(*this, action.where).stream(ready(*this, action), sink);
}

Inspection Inspection::absent(const QString &evidence) { return {Kind::Absent, evidence}; }
Inspection Inspection::partial(const QString &evidence) { return {Kind::Partial, evidence}; }
Inspection Inspection::waiting(const QString &evidence) { return {Kind::Waiting, evidence}; }
Inspection Inspection::done(const QString &evidence) { return {Kind::Done, evidence}; }
Inspection Inspection::conflict(const QString &reason) { return {Kind::Conflict, reason}; }

} // namespace relaymove
