#pragma once
#include "core/base/descriptor.h"

#include <QString>

namespace relaymove {

// Connected to the socket at `path`; empty when nobody listens there. An agent
// on the same machine answers connect() at once or never.
Descriptor connectUnix(const QString &path);

} // namespace relaymove
