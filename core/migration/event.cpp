#include "core/migration/event.h"

#include <QCoreApplication>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Steps)
};
} // namespace

QString stepName(StepId step)
{
    static const QStringList names{u"preflight"_s, u"ttl"_s,   u"precopy"_s, u"install"_s,
                                   u"disable"_s,   u"sync"_s,  u"chown"_s,   u"dns"_s,
                                   u"activate"_s,  u"finish"_s};
    return names.at(int(step));
}

QString stepTitle(StepId step)
{
    switch (step) {
    case StepId::Preflight:
        return Words::tr("Hosts and checks");
    case StepId::Ttl:
        return Words::tr("TTL");
    case StepId::Precopy:
        return Words::tr("Pre-copy");
    case StepId::Install:
        return Words::tr("Install");
    case StepId::Disable:
        return Words::tr("Disable");
    case StepId::Sync:
        return Words::tr("Sync");
    case StepId::Chown:
        return Words::tr("Chown");
    case StepId::Dns:
        return Words::tr("DNS");
    case StepId::Activate:
        return Words::tr("Activation");
    case StepId::Finish:
        return Words::tr("Finish");
    }
    Q_UNREACHABLE();
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

const QList<StepId> &wayBack()
{
    static const QList<StepId> steps{StepId::Activate, StepId::Chown, StepId::Sync, StepId::Disable,
                                     StepId::Dns};
    return steps;
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
