#pragma once
#include "core/salvage/salvage.h"

namespace relaymove {

// A copy of something else than mailboxes, over a disk that may fail: the same command
// twice, as it is and started by salvageLauncher. What can't be read joins the list of
// what is to be left behind; asking about it is the step's (confirmDataLoss).
struct OtherCopy
{
    Copy what;
    QString root; // what rsync's names are relative to
    Command plain, careful;
};
Output runCopy(StepContext &context, const OtherCopy &copy);

} // namespace relaymove
