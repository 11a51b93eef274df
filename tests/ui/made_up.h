#pragma once
#include "core/migration/step.h"
#include "ui/words/situation.h"

#include <QHash>

namespace relaymove::madeup {

// Events with their moments, folded: a situation that a real run could be in.
class Story
{
public:
    Story();
    Story &after(int milliseconds, Event event);
    Story &done(StepId step, int milliseconds, const QString &note = {});
    Story &claim(StepId step, Proof proof, const QString &what, const QString &observed,
                 bool holds = true);
    Situation now(int millisecondsLater = 0) const;
    const QList<StampedEvent> &events() const { return m_events; }

private:
    Situation m_situation;
    QList<StampedEvent> m_events;
    QDateTime m_clock;
};

// All that comes before the cutover is done.
Story prepared();
// Of a pre-copy, each shorter than the one before.
QList<Pass> passes();

Situation untouched();
Situation hostKeyAsked();
Situation precopyRuns();
Situation installFailed();
Situation startAsked();
Situation secretAsked();
Situation syncRuns();
Situation syncFailedWithinCutover();
Situation killedWithinCutover();
Situation commitAwaited();
Situation handedOver();
Situation newLostOnceHandedOver();
Situation killedOnceHandedOver();
Situation moved();
Situation takenBack();
Situation goesBack();
Situation wokenByItself();
Situation unreachable();
// A question on a page of the preparation.
Situation asked(StepId page, Question question);
// All is prepared, and this was seen.
Situation seenSo(Seen seen);
Situation refused();

QHash<StepId, Plan> plans();

} // namespace relaymove::madeup
