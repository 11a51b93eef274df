#pragma once
#include "core/engine/snapshot.h"
#include "core/migration/step.h"

#include <QHash>

namespace relaymove::sample {

// Events with their moments, folded: a snapshot that a real run could be in.
class Story
{
public:
    Story();
    Story &after(int milliseconds, Event event);
    Story &done(StepId step, int milliseconds, const QString &note = {});
    Story &claim(StepId step, Proof proof, const QString &what, const QString &observed,
                 bool holds = true);
    Snapshot now(int millisecondsLater = 0) const;
    const QList<StampedEvent> &events() const { return m_events; }

private:
    Snapshot m_snapshot;
    QList<StampedEvent> m_events;
    QDateTime m_clock;
};

// All that comes before the cutover is done.
Story prepared();
// Of a pre-copy, each shorter than the one before.
QList<Pass> passes();

Snapshot untouched();
Snapshot hostKeyAsked();
Snapshot precopyRuns();
Snapshot installFailed();
Snapshot startAsked();
Snapshot secretAsked();
Snapshot syncRuns();
Snapshot syncFailedWithinCutover();
Snapshot killedWithinCutover();
Snapshot commitAwaited();
Snapshot handedOver();
Snapshot newLostOnceHandedOver();
Snapshot killedOnceHandedOver();
Snapshot moved();
Snapshot takenBack();
Snapshot goesBack();
Snapshot wokenByItself();
Snapshot unreachable();
// A question on a page of the preparation.
Snapshot asked(StepId page, Question question);
// All is prepared, and this was seen.
Snapshot seenSo(Seen seen);
Snapshot refused();

QHash<StepId, Plan> plans();

} // namespace relaymove::sample
