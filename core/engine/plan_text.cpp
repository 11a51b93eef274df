#include "core/engine/plan_text.h"

#include "core/base/enum_names.h"
#include "core/engine/common_looks.h"
#include "core/profiles/profile.h"

#include <QJsonArray>

#include <algorithm>
#include <iterator>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Group
{
    QString name; // as in --until
    QString title;
    Plan plan;
};

std::vector<Group> groups(const Profile &profile, const Facts &facts, const Steps &steps)
{
    std::vector<Group> all;
    for (const auto &step : steps)
        all.push_back(
            {stepName(step->id()), stepTitle(step->id()), step->describe(profile, facts)});
    return all;
}

QString indented(const QString &text, const QString &first, const QString &others)
{
    return first + QString(text).replace(u'\n', u'\n' + others);
}

// Who keeps quiet about what goes into a command has not said what it does.
QString inputText(const Command &command)
{
    if (command.secretInput())
        return u"         < a secret, not shown\n"_s;
    const QString content = QString::fromUtf8(command.standardInput()).trimmed();
    if (content.isEmpty())
        return {};
    return indented(content, u"         < "_s, u"         < "_s) + u'\n';
}

QJsonArray stateNames(const QList<HostState> &states)
{
    QJsonArray names;
    for (const HostState state : states)
        names << stateName(state);
    return names;
}

QString plannedText(const Action &planned)
{
    QStringList states;
    for (const HostState state : planned.in)
        states << stateName(state);
    const QString only =
        states.isEmpty() ? QString() : u" [only while %1]"_s.arg(states.join(u", "_s));
    const QString head = u"  %1 %2 %3%4\n"_s.arg(roleName(planned.where), -5)
                             .arg(purposeName(planned.purpose), -6)
                             .arg(planned.why, only);
    return head + indented(planned.command.line(), u"       $ "_s, u"         "_s) + u'\n' +
           inputText(planned.command);
}

} // namespace

QString purposeName(Purpose purpose)
{
    static constexpr EnumName<Purpose> names[]{
        {Purpose::Look, u"look"}, {Purpose::Change, u"change"}, {Purpose::Prove, u"prove"},
        {Purpose::Undo, u"undo"}, {Purpose::Claim, u"claim"},   {Purpose::Move, u"move"}};
    return nameIn(names, purpose);
}

QString planText(const Profile &profile, const Facts &facts, const Steps &steps)
{
    QString text =
        u"Plan of the move of %1 from OLD (%2) to NEW (%3).\n"
        "Nothing was run. What is in {braces} is known when the step runs; \"undo\" runs "
        "only when you go back. What changes a machine it does only in the states that are named: "
        "its guard (/etc/relaymove/guard) refuses the rest.\n"_s.arg(
            profile.domain, profile.oldHost, profile.newHost);
    text += u"\n== Looks that every step may take\n"_s;
    for (const Action &planned : commonLooks())
        text += plannedText(planned);
    for (const Group &group : groups(profile, facts, steps)) {
        text += u"\n== %1 (%2)\n"_s.arg(group.title, group.name);
        if (group.plan.empty())
            text += u"  no command\n"_s;
        for (const Action &planned : group.plan)
            text += plannedText(planned);
    }
    return text;
}

QList<QJsonObject> planJson(const Profile &profile, const Facts &facts, const Steps &steps)
{
    QList<QJsonObject> objects;
    for (Group &group : groups(profile, facts, steps)) {
        std::ranges::move(commonLooks(), std::back_inserter(group.plan));
        for (const Action &planned : group.plan) {
            QJsonObject object{{u"v"_s, planSchemaVersion},
                               {u"step"_s, group.name},
                               {u"role"_s, roleName(planned.where)},
                               {u"purpose"_s, purposeName(planned.purpose)},
                               {u"why"_s, planned.why},
                               {u"shape"_s, planned.command.shape()},
                               {u"line"_s, planned.command.line()}};
            if (!planned.in.isEmpty())
                object[u"in"_s] = stateNames(planned.in);
            if (!planned.command.standardInput().isEmpty())
                object[u"input"_s] = QString::fromUtf8(planned.command.standardInput());
            objects << object;
        }
    }
    return objects;
}

} // namespace relaymove
