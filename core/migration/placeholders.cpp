#include "core/migration/placeholders.h"

#include "core/profiles/profile.h"

namespace relaymove {
using namespace Qt::StringLiterals;

Command withFacts(const Command &command, const Profile &profile, const Facts &facts)
{
    Command filled = command;
    const auto fill = [&](std::string_view name, const QString &value) {
        if (!value.isEmpty())
            filled = filled.with(name, value);
    };
    fill("domain", profile.domain);
    fill("migration", profile.id);
    fill("cutover", facts.cutover);
    fill("mailboxes", facts.mailboxesDir);
    fill("old4", facts.oldV4);
    fill("old6", facts.oldV6);
    fill("new4", facts.newV4);
    fill("new6", facts.newV6);
    return filled;
}

Plan filled(Plan plan, const Profile &profile, const Facts &facts)
{
    for (Planned &planned : plan)
        planned.command = withFacts(planned.command, profile, facts);
    return plan;
}

} // namespace relaymove
