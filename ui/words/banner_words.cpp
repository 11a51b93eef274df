#include "ui/words/banner_words.h"

#include "core/base/failure.h"
#include "ui/words/durations.h"
#include "ui/words/step_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <optional>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(BannerWords)
};

// "Asked at 18:42, 3 s ago.": without it no sentence about now is worth anything.
QString stampWords(const Snapshot &snapshot)
{
    const QDateTime at = snapshot.seen->at;
    return Words::tr("Asked at %1, %2 ago.")
        .arg(momentWords(at, snapshot.now),
             roughDurationWords(qMax(0.0, secondsBetween(at, snapshot.now))));
}

QString joined(const QStringList &sentences)
{
    return QStringList(sentences).filter(QRegularExpression(u"."_s)).join(u' ');
}

BannerWords servedByOld(const Snapshot &snapshot, const QString &stamp)
{
    const auto outage = snapshot.state.outageSeconds();
    QString detail = Words::tr("Nothing has changed for your users.");
    if (snapshot.state.milestone(Milestone::Back) && outage)
        detail = Words::tr("The cutover was taken back; new connections waited for %1.")
                     .arg(durationWords(*outage));
    // Nobody took it back: its timer did.
    else if (snapshot.state.milestone(Milestone::FoundBack))
        detail = Words::tr("OLD's timer took the cutover back.");
    else if (isCutoverOpen(snapshot.state))
        detail = Words::tr("It has started again by itself, because this computer was away for "
                           "too long; the cutover did not happen, and can be started anew.");
    return {
        Tone::Good, Words::tr("Mail is served by the OLD machine."), joined({stamp, detail}), {}};
}

BannerWords servedByNobody(const Snapshot &snapshot, const QString &stamp)
{
    const auto hold = snapshot.state.milestone(Milestone::Hold);
    const QString since = hold ? Words::tr("Nobody has served mail for %1.")
                                     .arg(durationWords(secondsBetween(*hold, snapshot.now)))
                               : Words::tr("Nobody serves mail.");
    const QString wait = Words::tr("New connections wait on the OLD machine; nothing is refused.");
    if (hasCommitted(snapshot))
        return {Tone::Warning,
                since,
                joined({stamp, wait,
                        Words::tr("It has handed over, and opens NEW as soon as it can tell it.")}),
                {}};
    return {Tone::Warning, since, joined({stamp, wait}),
            Words::tr("going back takes some seconds as a rule")};
}

BannerWords servedByNew(const Snapshot &snapshot, const QString &stamp)
{
    const auto outage = snapshot.state.outageSeconds();
    const QString waited =
        outage ? Words::tr("New connections waited for %1.").arg(durationWords(*outage))
               : QString();
    const QString forwards = snapshot.state.milestone(Milestone::Forwarded)
                                 ? Words::tr("The OLD machine passes on what still reaches it.")
                                 : QString();
    return {Tone::Good, Words::tr("Mail is served by the NEW machine."),
            joined({stamp, waited, forwards}),
            Words::tr("going back is a move with the roles exchanged")};
}

// After a crash nobody looked since: a sentence about now would be a guess.
BannerWords notSeenSince(const Snapshot &snapshot)
{
    return {Tone::Warning,
            Words::tr("Nobody served mail when Relaymove last looked, at %1.")
                .arg(momentWords(snapshot.lastEvent, snapshot.now)),
            hasCommitted(snapshot)
                ? Words::tr("The OLD machine had handed over: it opens NEW as soon as it can tell "
                            "it.")
                : Words::tr("The OLD machine starts again by itself %1 after Relaymove was last "
                            "there.")
                      .arg(durationWords(snapshot.profile.autoRollbackSeconds)),
            Words::tr("“Go back” looks, and starts OLD if it must")};
}

BannerWords notSeenYet(const Snapshot &snapshot)
{
    if (isCutoverOpen(snapshot.state))
        return notSeenSince(snapshot);
    return {snapshot.notAsked.isEmpty() ? Tone::Active : Tone::Warning,
            Words::tr("It is not known yet who serves mail."),
            snapshot.notAsked.isEmpty() ? Words::tr("OLD, NEW and DNS are being asked.")
                                        : snapshot.notAsked,
            {}};
}

BannerWords unknown(const Snapshot &snapshot)
{
    const QDateTime since = snapshot.seen->lastKnown;
    return {Tone::Warning,
            since.isValid() ? Words::tr("Since %1 it is not known who serves mail.")
                                  .arg(momentWords(since, snapshot.now))
                            : Words::tr("It is not known who serves mail."),
            joined({stampWords(snapshot), snapshot.seen->unreached}),
            {}};
}

BannerWords asSeen(const Snapshot &snapshot)
{
    const WhoServes who = snapshot.seen->serving;
    const QString stamp = joined({stampWords(snapshot), snapshot.seen->unreached});
    if (who == WhoServes::Old)
        return servedByOld(snapshot, stamp);
    if (who == WhoServes::New)
        return servedByNew(snapshot, stamp);
    if (who == WhoServes::Both)
        return {Tone::Bad, Words::tr("BOTH machines serve mail: stop one of them."), stamp, {}};
    if (who == WhoServes::Committed || (who == WhoServes::Nobody && isCutoverOpen(snapshot.state)))
        return servedByNobody(snapshot, stamp);
    if (who == WhoServes::Nobody)
        return {Tone::Warning,
                Words::tr("Nobody serves mail."),
                joined({stampWords(snapshot), snapshot.seen->sentence}),
                {}};
    return unknown(snapshot);
}

} // namespace

QString mailWords(const Snapshot &snapshot)
{
    const WhoServes serving = servingNow(snapshot);
    const auto &seen = snapshot.seen;
    // What OLD does by itself only a cutover of ours can know.
    if (serving == WhoServes::Nobody && seen && !isCutoverOpen(snapshot.state))
        return seen->sentence;
    QString now = mailWords(serving);
    if (serving != WhoServes::Unknown)
        return now;
    if (seen && seen->lastKnown.isValid())
        return Words::tr("%1 Last seen: %2, at %3.")
            .arg(now, servingHost(seen->lastServing), momentWords(seen->lastKnown, snapshot.now));
    if (!snapshot.lastEvent.isValid())
        return now;
    return Words::tr("%1 When Relaymove last worked here, at %2, it was %3.")
        .arg(now, momentWords(snapshot.lastEvent, snapshot.now),
             servingHost(snapshot.state.serving));
}

BannerWords bannerWords(const Snapshot &snapshot)
{
    if (const auto turn = turnWitnessed(snapshot)) {
        const QString stamp =
            Words::tr("Since %1.").arg(momentWords(*snapshot.state.milestone(*turn), snapshot.now));
        if (*turn == Milestone::Open || *turn == Milestone::FoundOpen)
            return servedByNew(snapshot, *turn == Milestone::Open ? stamp : QString());
        if (*turn == Milestone::Back)
            return servedByOld(snapshot, stamp);
        if (*turn == Milestone::FoundBack)
            return servedByOld(snapshot, {});
        return servedByNobody(snapshot, {});
    }
    return snapshot.seen ? asSeen(snapshot) : notSeenYet(snapshot);
}

QString migrationWords(const Snapshot &snapshot)
{
    const State &state = snapshot.state;
    if (state.question && state.running)
        return Words::tr("at work: asks you something");
    if (state.isGoingBack())
        return Words::tr("at work: going back");
    if (state.running) {
        const auto step = state.runningStep();
        return step ? Words::tr("at work: %1, %2").arg(stepTitle(*step), stepNote(*step, snapshot))
                    : Words::tr("at work");
    }
    if (state.steps.isEmpty())
        return Words::tr("not started");
    if (state.step(StepId::Finish).phase == StepPhase::Done)
        return Words::tr("moved, finished");
    if (hasOldReturned(snapshot))
        return Words::tr("OLD took the cutover back by itself");
    if (isCutoverOpen(state))
        return Words::tr("interrupted within the cutover");
    QString last;
    for (const StepId id : allSteps()) {
        const StepPhase phase = state.step(id).phase;
        if (phase == StepPhase::Waiting || phase == StepPhase::Failed)
            return u"%1: %2"_s.arg(stepTitle(id), stepNote(id, snapshot));
        if (phase != StepPhase::NotStarted)
            last = Words::tr("%1 %2").arg(stepTitle(id), phaseWord(phase));
    }
    if (state.serving == WhoServes::New)
        return Words::tr("moved; to be finished");
    const QDateTime ttl = snapshot.facts.dns.oldTtlGone;
    const bool waits = ttl.isValid() && ttl > snapshot.now;
    const QString left = waits ? roughDurationWords(secondsBetween(snapshot.now, ttl)) : QString();
    for (const StepId id : stepsOf(Stage::Before)) {
        if (state.step(id).phase != StepPhase::Done)
            return waits ? Words::tr("%1; the old TTL runs out in %2").arg(last, left) : last;
    }
    return waits ? Words::tr("waiting for the old TTL, %1 left").arg(left)
                 : Words::tr("ready for the cutover");
}

} // namespace relaymove
