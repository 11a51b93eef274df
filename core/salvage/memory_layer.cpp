#include "core/salvage/memory_layer.h"

#include "core/base/user_text.h"
#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Command layOver() { return shell("lay-memory", {"/etc", "/usr/sbin"}); }

} // namespace

Plan memoryLayerPlan()
{
    return {{Role::Old, Purpose::Claim, layOver(),
             UserText::tr("only if OLD's disk can't be written: its memory takes what this move "
                          "writes there")}};
}

void layMemory(StepContext &context)
{
    if (context.facts.oldReadOnly.contains(u"/etc"))
        context.source.run(layOver());
}

} // namespace relaymove
