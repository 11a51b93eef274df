#include "ui/words/cutover_bars.h"

#include "core/base/unreachable.h"
#include "ui/words/durations.h"

#include <QCoreApplication>
#include <QStringList>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CutoverBars)
};

// What a milestone is the end of.
QString partBefore(Milestone milestone)
{
    switch (milestone) {
    case Milestone::Hold:
        return {}; // the first
    case Milestone::Stopped:
        return Words::tr("stop");
    case Milestone::Synced:
        return Words::tr("last pass");
    case Milestone::Started:
        return Words::tr("start");
    case Milestone::Proven:
        return Words::tr("prove");
    case Milestone::HandingOver:
        return Words::tr("disarm OLD");
    case Milestone::Open:
        return Words::tr("open");
    case Milestone::Forwarded:
        return Words::tr("forward");
    case Milestone::Back:
        return Words::tr("back on OLD");
    case Milestone::FoundBack:
    case Milestone::FoundHeld:
    case Milestone::FoundOpen:
        return {}; // nobody knows how long that took
    }
    unreachable();
}

bool hasEnded(const State &state)
{
    return isTakenBack(state) || state.milestone(Milestone::FoundOpen) ||
           state.milestone(Milestone::Forwarded);
}

} // namespace

QList<CutoverBar> cutoverBars(const Snapshot &snapshot)
{
    QList<CutoverBar> bars;
    const auto hold = snapshot.state.milestone(Milestone::Hold);
    if (!hold)
        return bars;
    double from = 0;
    for (const auto &[milestone, at] : snapshot.state.milestones) {
        if (milestone == Milestone::Hold || isFound(milestone))
            continue;
        const double to = secondsBetween(*hold, at);
        bars << CutoverBar{partBefore(milestone), from, to, false};
        from = to;
    }
    if (snapshot.state.running && !hasEnded(snapshot.state)) {
        const auto step = snapshot.state.runningStep();
        bars << CutoverBar{step ? stepTitle(*step) : Words::tr("now"), from,
                           qMax(from, secondsBetween(*hold, snapshot.now)), true};
    }
    return bars;
}

QString cutoverWords(const QList<CutoverBar> &bars)
{
    QStringList parts;
    for (const CutoverBar &bar : bars) {
        const QString took = durationWords(bar.to - bar.from);
        parts << (bar.running ? Words::tr("%1 for %2 so far").arg(bar.label, took)
                              : u"%1 %2"_s.arg(bar.label, took));
    }
    return parts.join(u", "_s);
}

} // namespace relaymove
