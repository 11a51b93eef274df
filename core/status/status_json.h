#pragma once
#include "core/status/status.h"

#include <QJsonObject>

namespace relaymove {

// For programs: docs/json.md.
QJsonObject toJson(const RelayStatus &status);

} // namespace relaymove
