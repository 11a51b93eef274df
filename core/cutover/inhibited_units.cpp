#include "core/cutover/inhibited_units.h"

#include "core/base/user_text.h"
#include "core/host/script.h"

namespace relaymove {

Action writeDropIns(Role where)
{
    return {where, Purpose::Change, shell("inhibit-units", {"{units}"}),
            where == Role::Old
                ? UserText::tr("while OLD's record says that it holds, none of these starts")
                : UserText::tr("what writes or sends by itself stays down")};
}

Action stopSenders()
{
    return {Role::New, Purpose::Change,
            Command{"systemctl", "stop", "{held}", "postfix.service", "postfix@-.service"}.accepts(
                {0, 5}),
            UserText::tr("what an earlier cutover left running on NEW")};
}

Action enableUnits()
{
    return {Role::New, Purpose::Change, shell("enable-units", {"{enabled}"}),
            UserText::tr("NEW serves after a reboot; cmdeploy does it only in activate")};
}

Action openGates()
{
    return {Role::New,
            Purpose::Change,
            shell("open-gates"),
            UserText::tr("postfix and what writes by itself may start on NEW"),
            {HostState::Filled}};
}

Action maskPostfix()
{
    return {Role::New,
            Purpose::Change,
            {"systemctl", "mask", "postfix.service", "postfix@-.service"},
            UserText::tr("postfix can't start before activation, not even when its package is "
                         "installed")};
}

} // namespace relaymove
