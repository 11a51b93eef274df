#pragma once
#include "core/host/command.h"

#include <string>

namespace relaymove {

// A file whose being there decides something, on a host. Its content is written ahead,
// beside its place; the mark itself then appears as a whole or not at all, and on a disk
// that is full too, for a link needs no room.

// Scripts place it: place_mark in hand-over.sh.
std::string readyPath(std::string_view path);
// That file, with this content.
Command readyMark(std::string_view path, const QByteArray &content);

} // namespace relaymove
