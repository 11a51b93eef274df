#pragma once
#include "core/migration/proof.h"

#include <QList>
#include <QString>

#include <optional>

namespace relaymove {

// A step has a row of its own (step_id.cpp), which says all that follows here. Their order is
// that of the rows.
enum class StepId { Preflight, Ttl, Precopy, Install, Disable, Sync, Chown, Dns, Activate, Finish };
enum class Stage { Before, Cutover, After };

bool isBefore(StepId one, StepId other);
bool operator<(StepId, StepId) = delete; // isBefore()
bool operator>(StepId, StepId) = delete;
bool operator<=(StepId, StepId) = delete;
bool operator>=(StepId, StepId) = delete;

const QList<StepId> &allSteps();
QList<StepId> stepsOf(Stage stage);
Stage stageOf(StepId step);
inline bool isCutover(StepId step) { return stageOf(step) == Stage::Cutover; }
// The cutover's steps as they are taken back.
const QList<StepId> &rollbackOrder();

QString stepName(StepId step); // "preflight", "ttl", ...: file names and flags
std::optional<StepId> stepFromName(QStringView name);
QString stepTitle(StepId step); // as the page is headed
// In the order in which they are brought.
const QList<Proof> &plannedProofs(StepId step);

// What a person reads of a step before anything has run.
struct StepTexts
{
    QString why;       // two sentences
    QString whyByHand; // where a person enters the records; empty: the same
    QString users;     // what they notice
    QString goingBack; // while OLD still serves
    QString usualTime; // empty: it is reckoned
    QString takenBack; // what is true then; of the cutover's
};
StepTexts stepTexts(StepId step);

} // namespace relaymove
