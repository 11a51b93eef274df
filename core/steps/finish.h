#pragma once
#include "core/migration/step.h"

namespace relaymove {

// What is left when the relay has moved: TTL back, keys gone, the report.
std::unique_ptr<Step> makeFinish();

} // namespace relaymove
