#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Looks that every step may take, and what begins and ends each run.
Plan commonLooks();

// NEW serves this migration's relay: its record says that it is open, or settled. Asks NEW.
bool isOpen(StepContext &context);
// OLD has handed over: from there it only goes forward, unless NEW is closed first. Asks OLD.
bool hasHandedOver(StepContext &context);
// To another machine than this NEW: the profile was changed since. Asks both.
bool hasHandedOverToAnother(StepContext &context);
// Throws Failure{Refused} then.
void refuseOtherNew(StepContext &context);

// The id of the cutover that OLD is in; empty when OLD serves.
QString standingHold(StepContext &context);

// What the person is told before the cutover, in seconds: the last pass and
// what stopping, verifying and starting took elsewhere.
double projectedOutage(const Profile &profile, const Facts &facts);

// The claim that `observed` is what was expected.
Claim claimEqual(Proof proof, const QString &what, const QString &expected,
                 const QString &observed);

// Reports the claim and throws Failure{ClaimFalse} when it does not hold.
void mustHold(StepContext &context, const Claim &claim);

// Fills the placeholders that are the same for a whole migration: {domain},
// {mailboxes}, {old4}, {new4}, {old6}, {new6}, {migration}, {cutover}. What is not known yet
// stays a placeholder.
Command withFacts(const Command &command, const Profile &profile, const Facts &facts);
Plan filled(Plan plan, const Profile &profile, const Facts &facts);

// Where NEW serves, OLD may be gone for good: false when it could not be asked.
bool unlessOldIsGone(StepContext &context, const std::function<void()> &work);

} // namespace relaymove
