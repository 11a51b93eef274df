#pragma once
#include "core/migration/action.h"
#include "core/migration/facts.h"

#include <QDateTime>

namespace relaymove {

// Where a relay has its certificate (relay-facts.md): acmetool's live folder, what
// chatmail.ini says (`external`), or the one that cmdeploy signed itself.
QString certificatePath(TlsMode mode, const QString &domain, const QString &external);
// Of {certificate}. It ends with 1 where it can't be read.
Action readCertificateEnd(Role where);
// Its answer, UTC; invalid: it says none.
QDateTime certificateEnd(const QString &answer);

} // namespace relaymove
