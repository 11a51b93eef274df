#include "core/engine/common_looks.h"

#include "core/cutover/commit.h"
#include "core/guard/guard.h"

namespace relaymove {

Plan commonLooks()
{
    Plan plan = leasePlan();
    append(plan, {oldIsGonePlan()});
    return plan;
}

} // namespace relaymove
