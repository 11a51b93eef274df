#pragma once
#include "core/migration/question.h"

#include <QSocketNotifier>

#include <functional>
#include <memory>
#include <optional>

namespace relaymove::cli {

// The question that stands in the terminal, without blocking anything: lines are
// taken as they come, and an answer by silence takes the question away.
class Prompt
{
public:
    using Answered = std::function<void(const QString &id, const AnyAnswer &answer)>;

    explicit Prompt(Answered answered);

    // Shows it unless it stands there already; nothing takes it away.
    void show(const std::optional<Question> &question);

private:
    void read();
    void takeLine(const QString &line);

    Answered m_answered;
    std::optional<Question> m_question;
    QByteArray m_typed;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace relaymove::cli
