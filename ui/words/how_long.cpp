#include "ui/words/how_long.h"

#include "ui/words/durations.h"

#include <QCoreApplication>
#include <QStringList>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HowLong)
};

QString bytesWords(double bytes) { return amountWords(bytes, 0, u"bytes"_s); }

QString ttlWords(const Snapshot &snapshot)
{
    const Facts &facts = snapshot.facts;
    if (facts.dns.oldTtlGone.isValid() && facts.dns.oldTtlGone > snapshot.now)
        return Words::tr("The old TTL runs out at %1, in %2; other work goes on meanwhile.")
            .arg(momentWords(facts.dns.oldTtlGone, snapshot.now),
                 roughDurationWords(secondsBetween(snapshot.now, facts.dns.oldTtlGone)));
    const int ttl = qMax(facts.dns.ttlV4, facts.dns.ttlV6);
    if (ttl <= 0)
        return Words::tr("Seconds; then the old TTL has to run out. The checks find out how long "
                         "it is.");
    return Words::tr("Seconds; then the old TTL of %1 has to run out.")
        .arg(roughDurationWords(ttl));
}

// When OLD may be switched off is what one comes back for.
QString oldNeededWords(const Snapshot &snapshot)
{
    const QDateTime until = snapshot.facts.dns.oldNeededUntil;
    if (!until.isValid())
        return {};
    if (until > snapshot.now)
        return Words::tr(
                   "OLD is needed until %1: resolvers may still send users there until then. Some "
                   "keep an address for longer: leave it on for some days.")
            .arg(momentWords(until, snapshot.now));
    return Words::tr("Since %1 no resolver that obeys the TTL leads to OLD. Some keep an address "
                     "for longer: switch OLD off when the number of connections that it passes on "
                     "no longer grows.")
        .arg(momentWords(until, snapshot.now));
}

// What a page says further when its step is done: the TTL's and the last one's.
QString joined(StepId id, const Snapshot &snapshot, const QString &took)
{
    if (id == StepId::Finish)
        return QString(took + u' ' + oldNeededWords(snapshot)).trimmed();
    const QDateTime gone = snapshot.facts.dns.oldTtlGone;
    if (id != StepId::Ttl || !gone.isValid() || snapshot.state.step(id).claims.isEmpty())
        return took;
    return took + u' ' +
           Words::tr("The old TTL ran out at %1: no resolver holds it any longer.")
               .arg(momentWords(gone, snapshot.now));
}

QString precopyWords(const Facts &facts)
{
    if (facts.copies.passes == 0)
        return facts.relay.bytes > 0
                   ? Words::tr("%1 are to be copied; the first pass shows how fast that goes.")
                         .arg(bytesWords(double(facts.relay.bytes)))
                   : Words::tr("That depends on how much mail there is: the checks find out.");
    QStringList sentences;
    if (facts.copies.bytesPerSecond > 0)
        sentences << Words::tr("A first pass over %1 takes about %2 at the measured %3.")
                         .arg(
                             bytesWords(double(facts.relay.bytes)),
                             durationWords(double(facts.relay.bytes) / facts.copies.bytesPerSecond),
                             rateWords(facts.copies.bytesPerSecond, u"bytes"_s));
    sentences
        << Words::tr("The last pass took %1.").arg(durationWords(facts.copies.lastPassSeconds));
    return sentences.join(u' ');
}

QString expectation(StepId step, const Snapshot &snapshot)
{
    const auto outage = snapshot.state.projectedOutage;
    if (step == StepId::Ttl)
        return ttlWords(snapshot);
    if (step == StepId::Precopy)
        return precopyWords(snapshot.facts);
    if (isCutover(step) && !outage)
        return Words::tr("Not known before the pre-copy has measured a pass.");
    if (step == StepId::Disable)
        return Words::
            tr("Half a minute of preparation as a rule, which nobody notices; then your users wait "
               "about %1 in all, until the activation opens NEW.")
                .arg(durationWords(*outage));
    if (step == StepId::Sync && snapshot.facts.copies.lastPassSeconds > 0)
        return Words::tr("About %1: a pass like the last one, and the comparison.")
            .arg(durationWords(2 * snapshot.facts.copies.lastPassSeconds));
    return stepTexts(step).usualTime;
}

} // namespace

QString howLongWords(StepId id, const Snapshot &snapshot)
{
    const StepState &step = snapshot.state.step(id);
    const bool ttlRuns = id == StepId::Ttl && snapshot.facts.dns.oldTtlGone > snapshot.now;
    if (!ttlRuns && step.phase == StepPhase::Done && step.started.isValid() && step.ended.isValid())
        return joined(
            id, snapshot,
            Words::tr("It took %1.").arg(durationWords(secondsBetween(step.started, step.ended))));
    return Words::tr("How long: %1").arg(expectation(id, snapshot));
}

} // namespace relaymove
