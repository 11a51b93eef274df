#include "core/cutover/inhibited_units.h"

#include "core/host/script.h"

namespace relaymove {

Command writeDropIns() { return shell("inhibit-units", {"{units}"}); }

Command enableUnits() { return shell("enable-units", {"{enabled}"}); }
Command openGates() { return shell("open-gates"); }
Command maskPostfix() { return {"systemctl", "mask", "postfix.service", "postfix@-.service"}; }

Command stopSenders()
{
    return Command{"systemctl", "stop", "{held}", "postfix.service", "postfix@-.service"}.accepts(
        {0, 5});
}

} // namespace relaymove
