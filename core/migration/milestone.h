#pragma once
#include <QString>

#include <optional>

namespace relaymove {

// What a cutover reaches, in its order; Back instead of all that is still to come.
enum class Milestone {
    Hold,    // OLD lets new connections wait
    Stopped, // nothing serves or writes on OLD
    Synced,  // all that was OLD's is on NEW
    Started, // NEW's services, behind the fence
    Proven,
    HandingOver, // OLD does the rest alone, whatever becomes of this computer
    Open,        // the commit point: NEW serves
    Forwarded,   // OLD passes on
    Back,        // OLD serves again
    FoundBack,   // OLD was found to serve: its timer took the cutover back, nobody knows when
    FoundHeld,   // OLD was found to hold: another computer began that, or this one before a loss
    FoundOpen,   // NEW was found to serve: the hosts went on alone, or another computer did
};

// When it was reached nobody knows: its time is when it was seen.
bool isFound(Milestone milestone);

QString milestoneName(Milestone milestone); // as in the journal
// Nothing for one that only another version knows.
std::optional<Milestone> milestoneFromName(QStringView name);

} // namespace relaymove
