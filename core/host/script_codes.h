#pragma once

// What scripts end with where they have something to tell that is no
// failure. Each has the number in its text; tst_scripts holds the two together.
namespace relaymove::scriptcode {

inline constexpr int ended = 3;      // await-mark.sh: the commit ended without the mark
inline constexpr int tries = 4;      // await-mark.sh: it is still trying
inline constexpr int isThere = 3;    // old-is-gone.sh: OLD answers
inline constexpr int unsaid = 4;     // old-is-gone.sh: nobody has said so, or too long ago
inline constexpr int unrecorded = 5; // record-changes.sh: not all changes are known, and why
inline constexpr int unstarted = 7;  // go-back.sh: OLD may serve, and does not yet
inline constexpr int untouched = 96; // link-key.sh, place-state.sh: refused, and why

} // namespace relaymove::scriptcode
