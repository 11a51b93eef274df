#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Meets both machines, learns what the relay is, and refuses with reasons what
// can't end well. Changes nothing but the mark that holds the two machines.
std::unique_ptr<Step> makePreflight();

} // namespace relaymove
