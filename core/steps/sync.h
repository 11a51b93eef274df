#pragma once
#include "core/migration/step.h"

namespace relaymove {

// The last pass, keys, certificate and queue; then everything is compared.
std::unique_ptr<Step> makeSync();

} // namespace relaymove
