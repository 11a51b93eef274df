#include "core/salvage/memory_layer.h"

#include "core/base/user_text.h"
#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Action layOver()
{
    return {Role::Old, Purpose::Claim, shell("lay-memory", {"/etc", "/usr/sbin"}),
            UserText::tr("only if OLD's disk can't be written: its memory takes what this move "
                         "writes there")};
}

} // namespace

Plan memoryLayerPlan() { return {layOver()}; }

void layMemory(StepContext &context)
{
    if (context.facts.disk.readOnly.contains(u"/etc"))
        context.run(layOver());
}

} // namespace relaymove
