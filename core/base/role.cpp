#include "core/base/role.h"

#include "core/base/enum_names.h"

namespace relaymove {

static constexpr EnumName<Role> names[]{
    {Role::Old, u"OLD"}, {Role::New, u"NEW"}, {Role::Admin, u"ADMIN"}, {Role::Dns, u"DNS"}};

QString roleName(Role role) { return nameIn(names, role); }

Role roleFromName(QStringView name) { return valueIn(names, name).value_or(Role::Admin); }

} // namespace relaymove
