#pragma once
#include "core/host/command.h"

namespace relaymove {

// A file whose being there decides something, on a host. Its content is written ahead,
// beside its place; the mark itself then appears as a whole or not at all, and on a disk
// that is full too, for a link needs no room.

// {path}.ready, with this content.
Command readyMark(const QString &path, const QByteArray &content);
// Shell lines that place it; placing it twice is fine. `path` needs no quoting.
QByteArray placeMarkScript(const QByteArray &path);

} // namespace relaymove
