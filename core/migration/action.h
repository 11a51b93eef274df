#pragma once
#include "core/host/host.h"

#include <vector>

namespace relaymove {

struct Facts;
struct Profile;

// What a command of a step is for. Claim makes a host this migration's, or takes its lease;
// Move is for its guard alone: another state.
enum class Purpose { Look, Change, Prove, Undo, Claim, Move };

// One command of a step. A plan is made of the very objects that the step runs
// (StepContext::run), so that what is shown and what is done can't differ.
struct Action
{
    Role where = Role::Admin;
    Purpose purpose = Purpose::Change;
    Command command;
    QString why; // one line
    // What changes a host does so in these of its states; the host refuses it in all others.
    QList<HostState> in{};

    Action with(std::string_view placeholder, const QString &value) const;
    Action with(std::string_view placeholder, const QStringList &values) const;
    Action input(QByteArray data) const;
    Action input(Secret data) const;
    Action within(std::chrono::seconds limit) const;
    // The same with another command, made of this one's.
    Action as(Command other) const;

    // For what needs no more of a migration than one host, which must be the right one.
    Output runOn(Host &host) const;
};

using Plan = std::vector<Action>;
void append(Plan &plan, std::initializer_list<Plan> parts);
// OLD and NEW may be changed in these states by what says no others itself.
Plan during(Plan plan, std::initializer_list<HostState> states);
// Whether the host's guard decides if it runs.
bool isGuarded(const Action &action);
// What of a plan a host may run.
QList<Permit> permitsFor(Role role, const Plan &plan);

// Fills the placeholders that are the same for a whole migration, where they have no value yet:
// {domain}, {mailboxes}, {old4}, {new4}, {old6}, {new6}, {migration}, {cutover}. What is not
// known yet stays a placeholder.
Command withFacts(const Command &command, const Profile &profile, const Facts &facts);
// And each action once, however many parts of a step need it.
Plan filled(Plan plan, const Profile &profile, const Facts &facts);

// systemd reads all of them again.
Action reloadUnits(Role where);

} // namespace relaymove
