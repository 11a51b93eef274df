#include "core/base/who_serves.h"

#include "core/base/enum_names.h"

namespace relaymove {

using enum WhoServes;
static constexpr EnumName<WhoServes> names[]{
    {Unknown, u"unknown"}, {Unasked, u"unasked"},     {Old, u"OLD"},  {New, u"NEW"},
    {Nobody, u"nobody"},   {Committed, u"committed"}, {Both, u"both"}};

QString whoServesName(WhoServes who) { return nameIn(names, who); }

WhoServes whoServesFromName(QStringView name) { return valueIn(names, name).value_or(Unknown); }

QString servingHost(WhoServes who) { return whoServesName(who == Committed ? Nobody : who); }

} // namespace relaymove
