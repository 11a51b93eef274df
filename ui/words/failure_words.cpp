#include "ui/words/failure_words.h"

#include "core/engine/question_text.h"
#include "ui/words/banner_words.h"
#include "ui/words/durations.h"
#include "ui/words/page_actions.h"

#include <QCoreApplication>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FailureWords)
};

// Buttons are named without their key.
QString named(const QString &button) { return QString(button).remove(u'&'); }

// What cmdeploy was started with is in the plan, not in the failure.
QString cmdeployLine(const Plan &plan)
{
    for (const Action &planned : plan) {
        const QString line = planned.command.line();
        if (planned.where == Role::Admin && line.contains(u"scripts/cmdeploy"_s))
            return u"cd %1 && %2"_s.arg(quoted({planned.command.folder()}), line);
    }
    return {};
}

QString commandWords(const Failure &failed, const Plan &plan)
{
    QString output = Words::tr("“%1” leads to what it said.").arg(named(showOutputText()));
    using namespace failure;
    if (failed.is<CommandFailed, CommandTimedOut, SaidTooMuch, ConnectionLost>())
        return output; // the command itself stands in what happened
    if (!failed.is<CmdeployFailed>())
        return {};
    const QString line = cmdeployLine(plan);
    return line.isEmpty() ? output : Words::tr("The command: %1").arg(line) + u'\n' + output;
}

QString wayBackWords(const Snapshot &snapshot, const PageActions &actions)
{
    const State &state = snapshot.state;
    if (!isCutoverOpen(state) || state.isGoingBack())
        return {};
    const QString button =
        state.running ? optionText(question::GoOnOrBack::Answer::Back) : named(actions.goBack);
    if (state.oldFails || snapshot.profile.oldIsFailing)
        return Words::tr("“%1” starts OLD again, but its disk is failing, and mail that it takes "
                         "may be lost.")
            .arg(button);
    if (hasCommitted(snapshot))
        return Words::tr("Or press “%1”: where NEW is not open yet OLD serves again, with "
                         "everything it had.")
            .arg(button);
    return Words::tr("Or press “%1”: OLD serves again, with everything it had.").arg(button);
}

} // namespace

QString showOutputText() { return Words::tr("Show the out&put"); }

std::optional<FailureWords> failureWords(StepId page, const Snapshot &snapshot, const Plan &plan)
{
    const State &state = snapshot.state;
    const StepState &step = state.step(page);
    const auto &failure = step.failure ? step.failure : state.failure;
    if (!failure)
        return std::nullopt;
    const QDateTime at = step.failure ? step.ended : state.ended;
    const Explanation words = explain(*failure);
    const PageActions actions = pageActions(page, snapshot);
    FailureWords result{.failure = *failure,
                        .happened = words.happened,
                        .where = Words::tr("Where: %1.").arg(words.where),
                        .command = commandWords(*failure, plan),
                        .mail = mailWords(snapshot),
                        .next = Words::tr("What to do: %1").arg(words.next),
                        .goOn = state.running ? QString() : named(actions.start)};
    if (at.isValid())
        result.where += u' ' + Words::tr("Failed at %1.").arg(momentWords(at, snapshot.now));
    if (const QString back = wayBackWords(snapshot, actions); !back.isEmpty())
        result.next += u' ' + back;
    return result;
}

QDateTime newestFailure(const State &state)
{
    QDateTime newest = state.failure ? state.ended : QDateTime();
    for (const StepState &step : state.steps) {
        if (step.failure && (!newest.isValid() || step.ended > newest))
            newest = step.ended;
    }
    return newest;
}

} // namespace relaymove
