#pragma once
#include "core/base/failure.h"

namespace relaymove {

// How a host's guard refuses (core/guard/guard.sh; tst_scripts holds the numbers together).
inline constexpr auto guardPath = "/etc/relaymove/guard";
namespace guardcode {
inline constexpr int wrongState = 91;
inline constexpr int otherLease = 92;
inline constexpr int otherMigration = 93;
inline constexpr int noRecord = 94;
inline constexpr int isLocked = 95;
inline constexpr int otherBoot = 96;
} // namespace guardcode

// The code alone could be the guarded command's own: the guard says a word with it.
bool isRefusal(int exitCode, const QByteArray &error);
// As the person reads it; `command` is what was refused.
Failure refusalOf(const QString &command, Role where, int exitCode, const QByteArray &error);

} // namespace relaymove
