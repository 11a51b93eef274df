#include "ui/words/step_words.h"

#include "core/base/unreachable.h"
#include "ui/words/durations.h"
#include "ui/words/records_to_enter.h"

#include <QCoreApplication>

namespace relaymove {

namespace {

struct StepWords
{
    Q_DECLARE_TR_FUNCTIONS(StepWords)
};

QString untouchedNote(StepId id, const State &state)
{
    if (id == StepId::Finish)
        return StepWords::tr("TTL back, retire the old machine");
    if (id == StepId::Disable && state.projectedOutage)
        return StepWords::tr("users will wait for about %1")
            .arg(durationWords(*state.projectedOutage));
    return {};
}

QString failedNote(const StepState &step, const QDateTime &now)
{
    if (!step.ended.isValid())
        return StepWords::tr("failed");
    const QString at = momentWords(step.ended, now);
    return step.progress && !step.progress->text.isEmpty()
               ? StepWords::tr("failed at %1, %2").arg(at, step.progress->text)
               : StepWords::tr("failed at %1").arg(at);
}

QString doneNote(const StepState &step)
{
    if (!step.note.isEmpty())
        return step.note;
    if (step.started.isValid() && step.ended.isValid())
        return StepWords::tr("done in %1")
            .arg(durationWords(secondsBetween(step.started, step.ended)));
    return StepWords::tr("done");
}

} // namespace

Mark stepMark(StepId id, const Snapshot &snapshot)
{
    const StepState &step = snapshot.state.step(id);
    const bool byHand = snapshot.profile.dns.method == DnsMethod::Manual;
    const bool toEnter = recordsToEnter(snapshot) || (byHand && isCutoverOpen(snapshot.state));
    if (id == StepId::Dns && step.phase == StepPhase::Done && toEnter)
        return Mark::Waiting;
    if (id == StepId::Ttl && oldTtlLeft(snapshot))
        return Mark::Waiting;
    switch (step.phase) {
    case StepPhase::NotStarted:
    case StepPhase::Undone:
        return Mark::Open;
    case StepPhase::Running:
        return Mark::Running;
    case StepPhase::Waiting:
        return Mark::Waiting;
    case StepPhase::Done:
        return Mark::Done;
    case StepPhase::Failed:
        return Mark::Failed;
    case StepPhase::Cancelled:
        return Mark::Stopped;
    }
    unreachable();
}

QString phaseWord(StepPhase phase)
{
    switch (phase) {
    case StepPhase::NotStarted:
        return StepWords::tr("not started");
    case StepPhase::Running:
        return StepWords::tr("running");
    case StepPhase::Waiting:
        return StepWords::tr("waiting");
    case StepPhase::Done:
        return StepWords::tr("done");
    case StepPhase::Failed:
        return StepWords::tr("failed");
    case StepPhase::Cancelled:
        return StepWords::tr("stopped");
    case StepPhase::Undone:
        return StepWords::tr("taken back");
    }
    unreachable();
}

QString stepNote(StepId id, const Snapshot &snapshot)
{
    const StepState &step = snapshot.state.step(id);
    if (id == StepId::Ttl && oldTtlLeft(snapshot))
        return StepWords::tr("old TTL gone in %1").arg(roughDurationWords(*oldTtlLeft(snapshot)));
    if (id == StepId::Ttl && step.phase == StepPhase::Done && isTtlLowered(snapshot))
        return StepWords::tr("the old TTL has run out");
    const QDateTime needed = snapshot.facts.dns.oldNeededUntil;
    if (id == StepId::Finish && step.phase == StepPhase::Done && needed > snapshot.now)
        return StepWords::tr("OLD is needed until %1").arg(momentWords(needed, snapshot.now));
    switch (step.phase) {
    case StepPhase::NotStarted:
        return untouchedNote(id, snapshot.state);
    case StepPhase::Running:
        if (!step.note.isEmpty())
            return step.note;
        return step.progress && !step.progress->text.isEmpty() ? step.progress->text
                                                               : StepWords::tr("running");
    case StepPhase::Waiting:
        return step.note;
    case StepPhase::Done:
        return id == StepId::Dns && recordsToEnter(snapshot)
                   ? StepWords::tr("the records are to be entered")
                   : doneNote(step);
    case StepPhase::Failed:
        return failedNote(step, snapshot.now);
    case StepPhase::Cancelled:
        return StepWords::tr("stopped before its end");
    case StepPhase::Undone:
        return StepWords::tr("taken back");
    }
    unreachable();
}

QList<Figure> figures(StepId id, const State &state)
{
    QList<Figure> result;
    const auto &progress = state.step(id).progress;
    // How many cmdeploy will make is known from an earlier one only.
    const bool isGuess = progress && progress->unit == u"operations" && progress->total > 0;
    if (isGuess)
        result << Figure{StepWords::tr("%1 of about %2").arg(progress->done).arg(progress->total),
                         StepWords::tr("operations")};
    else if (progress && (progress->done > 0 || progress->total > 0))
        result << Figure{amountWords(progress->done, progress->total, progress->unit),
                         progress->unit == u"bytes" ? StepWords::tr("copied")
                                                    : StepWords::tr("operations")};
    if (progress && progress->rate > 0)
        result << Figure{rateWords(progress->rate, progress->unit),
                         StepWords::tr("at this moment")};
    if (progress && progress->secondsLeft)
        result << Figure{durationWords(*progress->secondsLeft),
                         isGuess ? StepWords::tr("left, about") : StepWords::tr("left")};
    const bool outageMatters = id == StepId::Precopy || id == StepId::Disable;
    if (outageMatters && state.projectedOutage)
        result << Figure{durationWords(*state.projectedOutage), StepWords::tr("projected outage")};
    return result;
}

} // namespace relaymove
