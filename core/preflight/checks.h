#pragma once
#include "core/preflight/check_input.h"

namespace relaymove {

// All that preflight saw, judged without asking anybody: one check is one small
// function in a list.

// Why the move can't start; empty: it can.
QList<Blocker> blockers(const Profile &profile, const Facts &facts, const PreflightSnapshot &seen);
// The same, check by check: what each looked at, and what it says against the move. None:
// it could not look yet.
struct CheckResult
{
    QString what;
    Verdict blockers;
};
QList<CheckResult> checkResults(const Profile &profile, const Facts &facts,
                                const PreflightSnapshot &seen);
// What the person should know, although it stops nothing.
QList<Advisory> advisories(const Profile &profile, const PreflightSnapshot &seen);

} // namespace relaymove
