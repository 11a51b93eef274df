#pragma once
#include "core/migration/step.h"

namespace relaymove {

// The mark of the migration that holds a host: another one is refused, the same
// one may always take over, from whichever computer it comes.

Plan markerPlan();
// The id of the migration that holds a host; empty: nobody.
QString holderOf(Host &host);
// Throws Failure{LockedByOther}. Of two who come at once, one gets it.
void takeHost(Host &host, const QString &migration);
// Throws when another migration holds the host.
void refuseOtherHolder(const Host &host, const QString &holder, const QString &migration);

} // namespace relaymove
