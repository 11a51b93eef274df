#include "app/cli/prompt.h"

#include "app/cli/answers.h"
#include "app/cli/terminal.h"

#include <cerrno>

#include <termios.h>
#include <unistd.h>

namespace relaymove::cli {
using namespace Qt::StringLiterals;

Prompt::Prompt(Answered answered) : m_answered(std::move(answered)) {}

void Prompt::show(const std::optional<Question> &question)
{
    if (question == m_question)
        return;
    m_question = question;
    m_typed.clear();
    if (!m_question) {
        m_notifier.reset();
        return;
    }
    // What was typed before it was asked is no answer to it.
    ::tcflush(STDIN_FILENO, TCIFLUSH);
    complain(promptText(*m_question));
    m_notifier = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                     [this] { read(); });
}

void Prompt::read()
{
    char buffer[256];
    const ssize_t count = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0) {
        // The terminal is gone: nobody will answer any more.
        m_notifier->setEnabled(false);
        m_answered(m_question->id, silence(m_question->what));
        return;
    }
    m_typed.append(buffer, qsizetype(count));
    for (qsizetype end = m_typed.indexOf('\n'); end >= 0 && m_question;
         end = m_typed.indexOf('\n')) {
        const QString line = QString::fromUtf8(m_typed.left(end));
        m_typed.remove(0, end + 1);
        takeLine(line);
    }
}

void Prompt::takeLine(const QString &line)
{
    if (const auto answer = optionTyped(*m_question, line)) {
        m_answered(m_question->id, *answer);
        // Whether it was heard is seen by the question going away.
        return;
    }
    QStringList words;
    for (const AnyAnswer &answer : offered(m_question->what))
        words << answerWord(answer);
    complain(u"   One of: %1\n   > "_s.arg(words.join(u", ")));
}

} // namespace relaymove::cli
