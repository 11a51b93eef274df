#include "ui/words/panel_words.h"

#include "ui/words/records_to_enter.h"

#include <QCoreApplication>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PanelWords)
};

QString nameOf(Role role, const Profile &profile)
{
    if (role == Role::Dns)
        return profile.domain;
    return role == Role::Old ? profile.oldHost : profile.newHost;
}

QString whyNotAsked(const Snapshot &snapshot)
{
    if (isUnwatched(snapshot))
        return Words::tr("Nobody is asked while the cutover is at work; it tells by itself.");
    // What was seen is from before it.
    if (turnWitnessed(snapshot))
        return Words::tr("Who serves has just changed; the machines are being asked.");
    return snapshot.notAsked;
}

PanelData panelOf(Role role, const Snapshot &snapshot)
{
    PanelData data{.title = u"%1 · %2"_s.arg(roleName(role), nameOf(role, snapshot.profile)),
                   .rows = {},
                   .probedAt = {}};
    if (role == Role::Dns && recordsToEnter(snapshot))
        data.toDo = Words::tr("records are to be entered");
    if (!snapshot.seen)
        return data;
    data.lastAnswer = snapshot.seen->lastAnswers.value(role);
    for (const StatusPanel &panel : snapshot.seen->panels) {
        if (panel.role != role)
            continue;
        data.rows = panel.rows;
        data.probedAt = panel.at;
        data.answered = panel.answered;
    }
    if (const QString why = whyNotAsked(snapshot); !why.isEmpty()) {
        data.answered = false;
        data.rows = {{Words::tr("State"), Words::tr("unknown")}, {Words::tr("Why"), why}};
    }
    return data;
}

} // namespace

QList<PanelData> panelData(const Snapshot &snapshot)
{
    return {panelOf(Role::Old, snapshot), panelOf(Role::Dns, snapshot),
            panelOf(Role::New, snapshot)};
}

} // namespace relaymove
