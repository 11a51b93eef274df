#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Looks that every step may take: they change nothing.
Plan commonLooks();

// The commit point has been passed: NEW bears this migration's mark and its fence
// is gone. Asks NEW.
bool isCommitted(StepContext &context);
// Whether OLD's way back has been disarmed for this cutover: from there it only goes
// forward, unless NEW is closed first. Asks OLD.
bool isHandingOver(StepContext &context);
// The same as isCommitted, but an OLD that does not hand over is proof enough: nothing
// else opens NEW, which may be dead. Throws when neither can be asked.
bool mayBeCommitted(StepContext &context);

// The id of the cutover whose hold stands on OLD; empty when OLD serves.
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
// {mailboxes}, {old4}, {new4}, {old6}, {new6}, {migration}. What is not known yet
// stays a placeholder.
Command withFacts(const Command &command, const Profile &profile, const Facts &facts);
Plan filled(Plan plan, const Profile &profile, const Facts &facts);

} // namespace relaymove
