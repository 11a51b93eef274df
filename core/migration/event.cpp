#include "core/migration/event.h"

namespace relaymove {
using namespace Qt::StringLiterals;

QString stepName(StepId step)
{
    static const QStringList names{u"preflight"_s, u"ttl"_s,   u"precopy"_s, u"install"_s,
                                   u"disable"_s,   u"sync"_s,  u"chown"_s,   u"dns"_s,
                                   u"activate"_s,  u"finish"_s};
    return names.at(int(step));
}

QString stepTitle(StepId step)
{
    static const QStringList titles{u"Hosts and checks"_s, u"TTL"_s,   u"Pre-copy"_s, u"Install"_s,
                                    u"Disable"_s,          u"Sync"_s,  u"Chown"_s,    u"DNS"_s,
                                    u"Activation"_s,       u"Finish"_s};
    return titles.at(int(step));
}

const QList<StepId> &allSteps()
{
    static const QList<StepId> steps{
        StepId::Preflight, StepId::Ttl,   StepId::Precopy, StepId::Install,  StepId::Disable,
        StepId::Sync,      StepId::Chown, StepId::Dns,     StepId::Activate, StepId::Finish};
    return steps;
}

std::optional<StepId> stepFromName(QStringView name)
{
    for (const StepId step : allSteps()) {
        if (stepName(step) == name)
            return step;
    }
    return std::nullopt;
}

bool isCutover(StepId step) { return step >= StepId::Disable && step <= StepId::Activate; }

QString outcomeName(StepOutcome outcome)
{
    switch (outcome) {
    case StepOutcome::Succeeded:
        return u"succeeded"_s;
    case StepOutcome::Failed:
        return u"failed"_s;
    case StepOutcome::Cancelled:
        return u"cancelled"_s;
    case StepOutcome::Undone:
        return u"undone"_s;
    }
    Q_UNREACHABLE();
}

bool isPersisted(const Event &event) { return !std::holds_alternative<event::StepProgress>(event); }

} // namespace relaymove
