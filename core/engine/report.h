#pragma once
#include "core/migration/facts.h"
#include "core/migration/state.h"
#include "core/profiles/profile.h"

#include <QString>
#include <QStringList>

namespace relaymove {

// What a move did, for whoever has to answer for it later: Markdown, from the journal, the
// facts and the number of commands in the log.
struct ReportInput
{
    Profile profile;
    Facts facts;
    QList<StampedEvent> events;
    qsizetype commands = 0; // that ran, counted in the log
};
QString reportText(const ReportInput &input);

// From the files of a migration's folder; asks no host, writes nothing.
// Throws Failure{LocalTrouble}.
ReportInput readReportInput(const Profile &profile, const QString &folder);

// Makes the folder's report anew and returns its path. Throws Failure{LocalTrouble}.
QString writeReport(const Profile &profile, const QString &folder);

// The newest cutover, a line for each milestone: seconds since the hold and what
// was reached. Empty when there was none.
QStringList timelineLines(const State &state);
// One sentence: how long users waited, or that they did not.
QString outageSentence(const State &state);
// How a milestone is called to a person.
QString milestoneTitle(Milestone milestone);

} // namespace relaymove
