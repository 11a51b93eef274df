#pragma once
#include "core/migration/action.h"

#include <QStringList>

namespace relaymove {

// Where cmdeploy has the selector "opendkim" published.
QString dkimName(const QString &domain);
// The public half of the key that a host signs with, not the record that somebody once made
// of it. It ends with 1 where there is none.
Action readDkimKey(Role where);
// Its answer as DNS has it: base64 of DER.
QString dkimKeyOf(const QString &pem);
// p= of the first of these TXT records that has one (RFC 6376, 3.6.1); empty: none has.
QString dkimKeyIn(const QStringList &texts);

} // namespace relaymove
