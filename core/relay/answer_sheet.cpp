#include "core/relay/answer_sheet.h"

#include "core/base/unreachable.h"
#include "core/base/user_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct TrialRow
{
    Trial trial;
    QLatin1StringView name; // in facts.json
    int port = 0;
};

constexpr std::array trials{
    TrialRow{Trial::Port25, "port-25"_L1, 25},      TrialRow{Trial::Port80, "port-80"_L1, 80},
    TrialRow{Trial::Port143, "port-143"_L1, 143},   TrialRow{Trial::Port443, "port-443"_L1, 443},
    TrialRow{Trial::Port465, "port-465"_L1, 465},   TrialRow{Trial::Port587, "port-587"_L1, 587},
    TrialRow{Trial::Port993, "port-993"_L1, 993},   TrialRow{Trial::Port3340, "port-3340"_L1, 3340},
    TrialRow{Trial::Certificate, "certificate"_L1}, TrialRow{Trial::LogIn, "log-in"_L1},
    TrialRow{Trial::Submission, "submission"_L1},   TrialRow{Trial::FromOutside, "from-outside"_L1},
    TrialRow{Trial::Delivery, "delivery"_L1},       TrialRow{Trial::Signature, "signature"_L1},
    TrialRow{Trial::DkimKey, "dkim-key"_L1}};

constexpr std::array answers{std::pair{Answer::NotTried, "not-tried"_L1},
                             std::pair{Answer::Passed, "passed"_L1},
                             std::pair{Answer::NoConnection, "no-connection"_L1},
                             std::pair{Answer::Denied, "denied"_L1},
                             std::pair{Answer::PutOff, "put-off"_L1},
                             std::pair{Answer::Refused, "refused"_L1},
                             std::pair{Answer::Missing, "missing"_L1},
                             std::pair{Answer::Different, "different"_L1}};

const TrialRow &rowOf(Trial trial) { return trials.at(std::size_t(trial)); }

std::optional<Answer> answerNamed(const QString &name)
{
    const auto *const found =
        std::ranges::find_if(answers, [&](const auto &each) { return each.second == name; });
    return found == answers.end() ? std::nullopt : std::optional(found->first);
}

} // namespace

QList<Trial> AnswerSheet::failed() const
{
    QList<Trial> found;
    for (const auto &[trial, answered] : m_answers.asKeyValueRange()) {
        if (answered.answer != Answer::Passed && answered.answer != Answer::NotTried)
            found << trial;
    }
    return found;
}

QStringList AnswerSheet::toLines() const
{
    QStringList lines;
    for (const auto &[trial, answered] : m_answers.asKeyValueRange())
        lines << QStringList{rowOf(trial).name, answers.at(std::size_t(answered.answer)).second,
                             answered.said}
                     .join(u'\t');
    return lines;
}

AnswerSheet AnswerSheet::fromLines(const QStringList &lines)
{
    AnswerSheet sheet;
    for (const QString &line : lines) {
        const QString name = line.section(u'\t', 0, 0);
        const auto answer = answerNamed(line.section(u'\t', 1, 1));
        for (const TrialRow &row : trials) {
            if (answer && row.name == name)
                sheet.note(row.trial, *answer, line.section(u'\t', 2));
        }
    }
    return sheet;
}

bool isAsGood(Trial trial, const Answered &onNew, const AnswerSheet &old)
{
    if (onNew.answer == Answer::Passed)
        return true;
    return trial != Trial::LogIn && old.isTried(trial) && old.of(trial).answer == onNew.answer;
}

int portOf(Trial trial) { return rowOf(trial).port; }

Trial trialOfPort(int port)
{
    const auto *const row =
        std::ranges::find_if(trials, [port](const TrialRow &each) { return each.port == port; });
    Q_ASSERT(row != trials.end());
    return row->trial;
}

QString trialName(Trial trial)
{
    using enum Trial;
    switch (trial) {
    case Port25:
    case Port80:
    case Port143:
    case Port443:
    case Port465:
    case Port587:
    case Port993:
    case Port3340:
        return UserText::tr("port %1 answers").arg(portOf(trial));
    case Certificate:
        return UserText::tr("one certificate for the domain on every port");
    case LogIn:
        return UserText::tr("an account logs in");
    case Submission:
        return UserText::tr("it takes a message of a user");
    case FromOutside:
        return UserText::tr("it takes mail from other servers, with an empty sender too");
    case Delivery:
        return UserText::tr("it delivers a message");
    case Signature:
        return UserText::tr("it signs a message");
    case DkimKey:
        return UserText::tr("the key that signs is the one in DNS");
    }
    unreachable();
}

} // namespace relaymove
