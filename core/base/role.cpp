#include "core/base/role.h"

#include "core/base/unreachable.h"

namespace relaymove {
using namespace Qt::StringLiterals;

QString roleName(Role role)
{
    switch (role) {
    case Role::Old:
        return u"OLD"_s;
    case Role::New:
        return u"NEW"_s;
    case Role::Admin:
        return u"ADMIN"_s;
    case Role::Dns:
        return u"DNS"_s;
    }
    unreachable();
}

Role roleFromName(QStringView name)
{
    for (const Role role : {Role::Old, Role::New, Role::Dns}) {
        if (name == roleName(role))
            return role;
    }
    return Role::Admin;
}

} // namespace relaymove
