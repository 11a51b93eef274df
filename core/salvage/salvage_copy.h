#pragma once
#include "core/salvage/salvage.h"

namespace relaymove {

// A copy of something else than mailboxes, made for this disk; rsync's names are relative to
// `root`. What can't be read joins the list of what is to be left behind; asking about it is the
// step's (confirmDataLoss).
Output runCopy(StepContext &context, Copy what, const QString &root, const Action &copy);

} // namespace relaymove
