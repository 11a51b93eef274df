#include "core/migration/action.h"

#include "core/base/user_text.h"
#include "core/migration/facts.h"
#include "core/profiles/profile.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

Action Action::with(std::string_view placeholder, const QString &value) const
{
    return as(command.with(placeholder, value));
}

Action Action::with(std::string_view placeholder, const QStringList &values) const
{
    return as(command.with(placeholder, values));
}

Action Action::input(QByteArray data) const { return as(command.input(std::move(data))); }

Action Action::input(Secret data) const { return as(command.input(std::move(data))); }

Action Action::within(std::chrono::seconds limit) const { return as(command.within(limit)); }

Action Action::as(Command other) const { return {where, purpose, std::move(other), why, in}; }

Output Action::runOn(Host &host) const
{
    Q_ASSERT(host.role() == where);
    return host.run(command);
}

void append(Plan &plan, std::initializer_list<Plan> parts)
{
    for (const Plan &part : parts)
        plan.insert(plan.end(), part.begin(), part.end());
}

Plan during(Plan plan, std::initializer_list<HostState> states)
{
    for (Action &action : plan) {
        if (!isGuarded(action) || !action.in.isEmpty())
            continue;
        for (const HostState state : states) {
            if (isOfOld(state) == (action.where == Role::Old))
                action.in << state;
        }
    }
    return plan;
}

bool isGuarded(const Action &action)
{
    return (action.where == Role::Old || action.where == Role::New) &&
           (action.purpose == Purpose::Change || action.purpose == Purpose::Undo);
}

QList<Permit> permitsFor(Role role, const Plan &plan)
{
    QList<Permit> permits;
    for (const Action &action : plan) {
        if (action.where != role)
            continue;
        permits << Permit{action.command.shape(),
                          isGuarded(action) ? std::optional(action.in) : std::nullopt};
    }
    return permits;
}

Command withFacts(const Command &command, const Profile &profile, const Facts &facts)
{
    Command filled = command;
    const auto fill = [&](std::string_view name, const QString &value) {
        if (!value.isEmpty())
            filled = filled.withDefault(name, value);
    };
    fill("domain", profile.domain);
    fill("migration", profile.id);
    fill("cutover", facts.cutover.id);
    fill("mailboxes", facts.relay.mailboxesDir);
    fill("old4", facts.addresses.oldV4);
    fill("old6", facts.addresses.oldV6);
    fill("new4", facts.addresses.newV4);
    fill("new6", facts.addresses.newV6);
    return filled;
}

Plan filled(Plan plan, const Profile &profile, const Facts &facts)
{
    for (Action &action : plan)
        action.command = withFacts(action.command, profile, facts);
    Plan once;
    for (const Action &action : plan) {
        const bool isThere = std::ranges::any_of(once, [&](const Action &other) {
            return other.where == action.where && other.in == action.in &&
                   other.command.shape() == action.command.shape();
        });
        if (!isThere)
            once.push_back(action);
    }
    return once;
}

Action reloadUnits(Role where)
{
    return {where,
            Purpose::Change,
            {"systemctl", "daemon-reload"},
            UserText::tr("systemd reads its units again")};
}

} // namespace relaymove
