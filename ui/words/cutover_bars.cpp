#include "ui/words/cutover_bars.h"

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
QString partBefore(const QString &milestone)
{
    if (milestone == u"stopped")
        return Words::tr("stop");
    if (milestone == u"synced")
        return Words::tr("last pass");
    if (milestone == u"queue")
        return Words::tr("queue");
    if (milestone == u"started")
        return Words::tr("start");
    if (milestone == u"proven")
        return Words::tr("prove");
    if (milestone == u"handing-over")
        return Words::tr("disarm OLD");
    if (milestone == u"open")
        return Words::tr("open");
    if (milestone == u"forwarded")
        return Words::tr("forward");
    if (milestone == u"back")
        return Words::tr("back on OLD");
    return milestone;
}

bool hasEnded(const State &state) { return isTakenBack(state) || state.milestone(u"forwarded"_s); }

} // namespace

QList<CutoverBar> cutoverBars(const Situation &situation)
{
    QList<CutoverBar> bars;
    const auto hold = situation.state.milestone(u"hold"_s);
    if (!hold)
        return bars;
    double from = 0;
    for (const auto &[name, at] : situation.state.milestones) {
        if (name == u"hold" || name == u"found-back") // nobody knows how long that took
            continue;
        const double to = secondsBetween(*hold, at);
        bars << CutoverBar{partBefore(name), from, to, false};
        from = to;
    }
    if (situation.state.running && !hasEnded(situation.state)) {
        const auto step = situation.state.runningStep();
        bars << CutoverBar{step ? stepTitle(*step) : Words::tr("now"), from,
                           qMax(from, secondsBetween(*hold, situation.now)), true};
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
