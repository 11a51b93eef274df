#pragma once
#include "core/salvage/salvage.h"

namespace relaymove {

// A failing OLD loses messages that NEW has already, and a pass deletes on NEW what OLD
// has not: a message that was read bears another name, and under that name its sectors
// die. So passes over a failing disk put by what they delete or replace, on NEW, for the person to
// judge; it stays there when the migration is over.

inline constexpr auto quarantineFolder = "/var/lib/relaymove-kept";
// rsync's words for it: so NEW's gate calls that folder.
QStringList quarantineOptions(Disk disk);
Plan quarantinePlan();
void makeQuarantine(StepContext &context);
// Of these messages, paths below the mailboxes, those that NEW has again: put by under
// another name of the same message.
QStringList restoreFromQuarantine(StepContext &context, const QStringList &paths);
// How many messages lie there.
int countQuarantined(StepContext &context);

} // namespace relaymove
