#pragma once
#include <QString>

namespace relaymove {

// Where something happens: the relay's present machine, its future one, this
// computer, or the name servers.
enum class Role { Old, New, Admin, Dns };

// "OLD", "NEW", "ADMIN", "DNS": the words of the interface, the log and the plan.
QString roleName(Role role);

// The inverse of roleName; Admin for anything else.
Role roleFromName(QStringView name);

} // namespace relaymove
