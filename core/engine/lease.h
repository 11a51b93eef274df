#pragma once
#include <QString>

namespace relaymove {

// By which a migration's hosts know this computer: a token that lies in the migration's folder
// and holds on this machine only. A folder that was copied elsewhere gets another one there.
// Throws Failure{LocalTrouble}.
QString leaseToken(const QString &folder);
// user@computer, in letters that a host's record can have.
QString leaseHolder();

} // namespace relaymove
