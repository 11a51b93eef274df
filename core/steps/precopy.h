#pragma once
#include "core/migration/step.h"

#include <chrono>

namespace relaymove {

// A pass that ended so short a time ago is taken for the newest: none is made again.
constexpr std::chrono::minutes passStaysFresh{10};

// Copies the mailboxes while mail flows, again and again, until little is left.
std::unique_ptr<Step> makePrecopy();

} // namespace relaymove
