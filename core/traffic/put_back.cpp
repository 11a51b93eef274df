#include "core/traffic/put_back.h"

#include "core/base/user_text.h"
#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Command writeScript() { return writeProgramFile(u"/etc/relaymove/put-back.sh"_s); }
Command writeService() { return writeUnitFile(u"relaymove-put-back.service"_s); }
Command writeTimer() { return writeUnitFile(u"relaymove-put-back.timer"_s); }
Command enable() { return {"systemctl", "enable", "--now", "relaymove-put-back.timer"}; }

} // namespace

Plan putBackPlan(Role where)
{
    const QString why = UserText::tr("a week later, by itself: limits and forwarding as they were");
    Plan plan{
        {where, Purpose::Change, writeScript(), why},
        {where, Purpose::Change, writeService(), why},
        {where, Purpose::Change, writeTimer(), why},
        {where, Purpose::Change, reloadUnits(), UserText::tr("systemd reads its units again")}};
    if (where == Role::New)
        plan.push_back({where, Purpose::Change, enable(), why});
    return plan;
}

void preparePutBack(Host &host)
{
    for (const Command &command : {writeScript(), writeService(), writeTimer(), reloadUnits()})
        host.run(command);
}

void putBackLater(Host &host) { host.run(enable()); }

} // namespace relaymove
