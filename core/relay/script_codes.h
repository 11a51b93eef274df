#pragma once

// What scripts of core/scripts end with where they have something to tell that is no
// failure. Each has the number in its text; tst_scripts holds the two together.
namespace relaymove::scriptcode {

inline constexpr int hasFired = 3;  // renew-dead-man.sh: OLD serves again, or is about to
inline constexpr int oldServes = 3; // set-queue-aside.sh: OLD serves again
inline constexpr int ended = 3;     // await-mark.sh: the hand-over ended without the mark
inline constexpr int tries = 4;     // await-mark.sh: it is still trying
inline constexpr int isClosed = 9;  // open.sh, to hand-over.sh: NEW is closed to the cutover
inline constexpr int isOpen = 9;    // close-gate.sh: NEW is open already

} // namespace relaymove::scriptcode
