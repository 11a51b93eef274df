#pragma once
#include "core/migration/step.h"

namespace relaymove {

// What is on its way out when OLD's postfix stops. A delivery agent that is killed after the
// far end took a message, and before it has marked that in the queue file, has it sent again;
// and far ends take seconds to answer. So OLD's queue manager starts nothing new some seconds
// before the hold; agents that are not done when everything stops go on by themselves; NEW
// keeps just these messages frozen until OLD tells what became of them (in-flight.sh). OLD
// does that by itself, over the link, as soon as NEW serves. What OLD's cron puts into its
// maildrop meanwhile goes the same way.

// The scripts and units of it, on both hosts.
Plan inFlightPlan();
void prepareInFlight(StepContext &context);
// Nothing new is sent from here on, for some minutes at most; some seconds are waited for what
// is on its way. Mail is still taken, and nobody notices.
void calmDown(StepContext &context);
// OLD's postfix stops, all but what is on its way.
void letGo(StepContext &context);

// Paths in OLD's queue, one a line: what it had in flight.
Plan inFlightLookPlan();
QByteArray inFlight(StepContext &context);

// After the commit point: until OLD has told NEW of each, and of its maildrop.
Plan landingPlan();
void awaitLanding(StepContext &context);
// OLD is gone: what it had in flight is sent by NEW, be it a second time.
void giveUpLanding(StepContext &context);

// What is left of it on NEW.
QStringList landingPathsOnNew();

} // namespace relaymove
