#include "app/cli/answers.h"

#include "core/base/failure.h"
#include "core/base/unreachable.h"
#include "core/engine/question_text.h"

#include <QRegularExpression>

namespace relaymove::cli {
using namespace Qt::StringLiterals;

namespace {

Failure nobodyAnswers(const Question &question, const QString &remedy)
{
    return {.kind = FailureKind::AnswerNeeded,
            .where = question.about,
            .arguments = {questionText(question), remedy}};
}

QString hostKeyAnswer(const Question &question, const AnswerFlags &flags)
{
    const QString fingerprint = question.arguments.value(2);
    if (flags.acceptedKeys.contains(fingerprint))
        return u"accept"_s;
    throw nobodyAnswers(
        question,
        u"If it is the right one, run again with --accept-host-key %1"_s.arg(fingerprint));
}

std::optional<QString> releaseAnswer(const Question &question, const AnswerFlags &flags)
{
    if (question.options.contains(flags.release))
        return flags.release;
    // "deployed" alone is no word on changes that nobody has read.
    const QStringList deployed = question.options.filter(QRegularExpression(u"^deployed"_s));
    const bool isOpen =
        flags.release.isEmpty() || (flags.release == u"deployed" && !deployed.isEmpty());
    if (flags.person && isOpen)
        return std::nullopt;
    if (!question.toRead.isEmpty() && !deployed.isEmpty())
        throw nobodyAnswers(
            question, u"Read %1, and run again with --release %2 to take these changes%3."_s.arg(
                          question.toRead, deployed.first(),
                          question.options.contains(u"checkout"_s)
                              ? u", or with --release checkout to leave them out"_s
                              : QString()));
    if (!question.options.contains(u"checkout"_s))
        throw nobodyAnswers(question, u"Run again with --release deployed."_s);
    throw nobodyAnswers(question,
                        !deployed.isEmpty()
                            ? u"Run again with --release deployed or --release checkout."_s
                            : u"The checkout does not know OLD's release: run git fetch "
                              "there, or run again with --release checkout."_s);
}

} // namespace

std::optional<QString> answerFor(const Question &question, const AnswerFlags &flags)
{
    switch (question.kind) {
    case QuestionKind::AcceptHostKey:
        return hostKeyAnswer(question, flags);
    case QuestionKind::StartCutover:
        if (flags.yes)
            return u"start"_s;
        if (flags.person)
            return std::nullopt;
        throw nobodyAnswers(question, u"Run again with --yes to start the cutover."_s);
    case QuestionKind::ChooseRelease:
        return releaseAnswer(question, flags);
    case QuestionKind::FetchCheckout:
        if (flags.fetchCheckout)
            return u"fetch"_s;
        if (flags.person)
            return std::nullopt;
        throw nobodyAnswers(question, u"Run again with --fetch-checkout to fetch it."_s);
    case QuestionKind::EnterRecords:
        // Nobody to type them is no reason to hold up a cutover: finish shows them.
        if (flags.yes || !flags.person)
            return u"skip"_s;
        return std::nullopt;
    case QuestionKind::EnterSecret:
        return u"skip"_s; // it comes by --tsig-secret-fd or --tsig-secret-stdin, or not at all
    case QuestionKind::GoOnOrBack:
        if (flags.person)
            return std::nullopt;
        return question.defaultOption;
    case QuestionKind::DiskFails:
        if (flags.careful)
            return u"careful"_s;
        if (flags.person)
            return std::nullopt;
        throw nobodyAnswers(question, u"Run again with --careful to go on."_s);
    case QuestionKind::TakeOver:
        if (flags.takeOver)
            return u"take"_s;
        return flags.person ? std::nullopt : std::optional(question.defaultOption);
    case QuestionKind::NewIsGone:
        return flags.person ? std::nullopt : std::optional(question.defaultOption);
    case QuestionKind::OldIsGone:
        // --yes alone is no word on a machine that may only be slow.
        if (flags.oldIsGone && flags.yes)
            return u"gone"_s;
        if (flags.person)
            return std::nullopt;
        if (!flags.oldIsGone)
            return question.defaultOption;
        throw nobodyAnswers(question, u"Is it so? Then run again with --old-is-gone --yes."_s);
    case QuestionKind::LeaveBehind:
        if (flags.leaveUnreadable)
            return u"leave"_s;
        if (flags.person || question.timeout)
            return flags.person ? std::nullopt : std::optional(question.defaultOption);
        throw nobodyAnswers(question,
                            u"Run again with --leave-unreadable to go on without them."_s);
    }
    unreachable();
}

bool isForPerson(const Question &question, const AnswerFlags &flags)
{
    try {
        return !answerFor(question, flags);
    } catch (const Failure &) {
        return false;
    }
}

QString promptText(const Question &question)
{
    QString text = u"\n"_s;
    if (!question.toRead.isEmpty())
        text += readingText(question) + u'\n';
    text += u"?  "_s + questionText(question) + u'\n';
    for (qsizetype i = 0; i < question.options.size(); ++i) {
        const QString &option = question.options.at(i);
        text += u"   %1) %2: %3%4\n"_s.arg(i + 1).arg(
            option, optionText(question, option),
            option == question.defaultOption ? u" (default)"_s : QString());
    }
    if (question.timeout)
        text += u"   Without an answer within %1 s: %2.\n"_s.arg(question.timeout->count())
                    .arg(question.defaultOption);
    return text + u"   > "_s;
}

std::optional<QString> optionTyped(const Question &question, const QString &line)
{
    const QString typed = line.trimmed().toLower();
    if (typed.isEmpty())
        return question.defaultOption;
    QStringList fitting;
    for (qsizetype i = 0; i < question.options.size(); ++i) {
        if (question.options.at(i).startsWith(typed) || QString::number(i + 1) == typed)
            fitting << question.options.at(i);
    }
    return fitting.size() == 1 ? std::optional(fitting.first()) : std::nullopt;
}

} // namespace relaymove::cli
