#include "core/traffic/put_back.h"

#include "core/base/user_text.h"
#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Action aWeekLater(Role where, const Command &command)
{
    return {where, Purpose::Change, command,
            UserText::tr("a week later, by itself: limits and forwarding as they were")};
}

Plan preparations(Role where)
{
    return {aWeekLater(where, writeProgramFile(u"/etc/relaymove/put-back.sh"_s)),
            aWeekLater(where, writeUnitFile(u"relaymove-put-back.service"_s)),
            aWeekLater(where, writeUnitFile(u"relaymove-put-back.timer"_s)), reloadUnits(where)};
}

Action enableOnNew()
{
    return aWeekLater(Role::New, {"systemctl", "enable", "--now", "relaymove-put-back.timer"});
}

} // namespace

Plan putBackPlan(Role where)
{
    Plan plan = preparations(where);
    if (where == Role::New)
        plan.push_back(enableOnNew());
    return plan;
}

void preparePutBack(StepContext &context, Role where) { context.runAll(preparations(where)); }

void putBackLater(StepContext &context) { context.run(enableOnNew()); }

} // namespace relaymove
