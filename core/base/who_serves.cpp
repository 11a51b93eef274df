#include "core/base/who_serves.h"

#include "core/base/unreachable.h"

namespace relaymove {
using namespace Qt::StringLiterals;

QString whoServesName(WhoServes who)
{
    switch (who) {
    case WhoServes::Unknown:
        return u"unknown"_s;
    case WhoServes::Unasked:
        return u"unasked"_s;
    case WhoServes::Old:
        return u"OLD"_s;
    case WhoServes::New:
        return u"NEW"_s;
    case WhoServes::Nobody:
        return u"nobody"_s;
    case WhoServes::Committed:
        return u"committed"_s;
    case WhoServes::Both:
        return u"both"_s;
    }
    unreachable();
}

WhoServes whoServesFromName(QStringView name)
{
    using enum WhoServes;
    for (const WhoServes who : {Unasked, Old, New, Nobody, Committed, Both}) {
        if (name == whoServesName(who))
            return who;
    }
    return Unknown;
}

QString servingHost(WhoServes who)
{
    return whoServesName(who == WhoServes::Committed ? WhoServes::Nobody : who);
}

} // namespace relaymove
