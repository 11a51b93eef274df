#include "ui/words/going_back.h"

#include "ui/words/durations.h"

#include <QCoreApplication>

#include <utility>

namespace relaymove {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GoingBack)
};

} // namespace

QList<CheckLine> goingBackLines(const State &state)
{
    QList<CheckLine> lines;
    bool atWork = state.isGoingBack();
    for (const StepId id : rollbackOrder()) {
        const bool undone = state.step(id).phase == StepPhase::Undone;
        CheckLine line{.mark = Mark::Open, .promise = stepTexts(id).takenBack, .seen = {}};
        if (undone)
            line.mark = Mark::Done;
        else if (std::exchange(atWork, false))
            line.mark = Mark::Running;
        lines << line;
    }
    return lines;
}

QString goingBackNow(const Snapshot &snapshot)
{
    return Words::tr("The cutover is being taken back, so that OLD serves again: for %1 so far, "
                     "some seconds as a rule. It can't be stopped half-way, for then nobody would "
                     "serve mail.")
        .arg(durationWords(secondsBetween(snapshot.state.goingBackSince, snapshot.now)));
}

} // namespace relaymove
