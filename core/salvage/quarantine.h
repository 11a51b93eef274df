#pragma once
#include "core/migration/step.h"

namespace relaymove {

// A failing OLD loses messages that NEW has already, and a pass deletes on NEW what OLD
// has not: a message that was read bears another name, and under that name its sectors
// die. So careful passes put by what they delete or replace, on NEW, for the person to
// judge; it stays there when the migration is over.

inline constexpr auto keptFolder = "/var/lib/relaymove-kept";
// rsync's words for it: so NEW's gate calls that folder.
QStringList keepingOptions();
Plan keptPlan();
void makeKeptFolder(StepContext &context);
// Of these messages, paths below the mailboxes, those that NEW has again: put by under
// another name of the same message.
QStringList putBack(StepContext &context, const QStringList &paths);
// How many messages lie there.
int countKept(StepContext &context);

} // namespace relaymove
