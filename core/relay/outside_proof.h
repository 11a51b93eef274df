#pragma once
#include "core/migration/step.h"
#include "core/net/knock.h"

namespace relaymove {

// NEW seen as its users see it: over the network, never by asking it how it is.

Plan outsideProofPlan();
// Whether these answers tell anything about an address: not where this computer has no way
// there, nor where the fence may drop what comes from here.
bool knocksTell(const QList<Knock> &answers, bool fenceMayDrop);
// Whether a certificate for these names is one for the domain; one may be for a whole level.
bool isNamedIn(const QStringList &names, const QString &domain);
// Behind the fence: every port answers, an account logs in, a message that it
// submits is signed, delivered and read, and the key that signed it is the one in
// DNS. Makes one account (facts.probeUser), which finish removes.
QList<Claim> proveMailWorks(StepContext &context);
// After the commit point: every port by NEW's and by OLD's addresses, v4 and v6,
// with the relay's certificate.
QList<Claim> proveFromOutside(StepContext &context);

} // namespace relaymove
