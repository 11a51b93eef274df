#pragma once
#include "core/base/descriptor.h"

#include <utility>

namespace relaymove {

// Two sockets that are connected with each other and with nobody else; they do not block. TCP
// on this computer's loopback and not socketpair()'s: libcurl 7.88, which is Debian 12's,
// calls connect() also for a socket that it was told is connected (seen). The first of these
// two was connected without blocking: Linux says yes to one more connect() then. Throws Failure.
std::pair<Descriptor, Descriptor> privatePair();

} // namespace relaymove
