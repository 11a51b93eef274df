#pragma once
#include "core/migration/blocker.h"
#include "core/migration/step.h"
#include "core/net/port_probe.h"
#include "core/relay/answer_sheet.h"

namespace relaymove {

// A relay as its users and other servers meet it, never as it is asked how it is: NEW, and
// before anything stops OLD, for NEW must answer as OLD does.

// Before anything stops: what OLD itself does not pass, and NEW need not either. Keeps the
// answers in the facts. Makes an account on OLD for some seconds; on a failing disk none.
Plan oldTrialPlan();
QList<Advisory> tryOld(StepContext &context);
// Why the proof behind NEW's fence could not be made; empty: it can.
Plan fenceWayPlan();
QList<Blocker> blockersOfFenceWay(StepContext &context, const QStringList &newAddresses);

// Behind the fence: every port answers, an account logs in, a message that it
// submits is signed, delivered and read, and the key that signed it is the one in
// DNS. Leaves nothing there.
Plan outsideProofPlan();
QList<Claim> proveMailWorks(StepContext &context);
// That NEW answers as OLD does, or better.
QList<Claim> claimsOf(const AnswerSheet &onNew, const Facts &facts);
// After the commit point: every port by NEW's addresses, and by OLD's where it is there to pass
// on, v4 and v6, with the relay's certificate.
QList<Claim> proveFromOutside(StepContext &context, bool isOldThere);

// Whether these answers tell anything about an address: not where this computer has no way
// there.
bool portAnswersTell(const QList<PortAnswer> &answers);

} // namespace relaymove
