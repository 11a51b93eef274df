#include "core/migration/milestone.h"

#include <QStringList>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

const QStringList &names()
{
    static const QStringList all{u"hold"_s,   u"stopped"_s,      u"synced"_s,     u"started"_s,
                                 u"proven"_s, u"handing-over"_s, u"open"_s,       u"forwarded"_s,
                                 u"back"_s,   u"found-back"_s,   u"found-held"_s, u"found-open"_s};
    return all;
}

} // namespace

bool isFound(Milestone milestone)
{
    using enum Milestone;
    return milestone == FoundBack || milestone == FoundHeld || milestone == FoundOpen;
}

QString milestoneName(Milestone milestone) { return names().at(int(milestone)); }

std::optional<Milestone> milestoneFromName(QStringView name)
{
    const auto at = names().indexOf(name);
    return at < 0 ? std::nullopt : std::optional(Milestone(at));
}

} // namespace relaymove
