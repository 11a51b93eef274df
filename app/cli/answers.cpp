#include "app/cli/answers.h"

#include "core/base/failure.h"
#include "core/base/unreachable.h"
#include "core/engine/question_text.h"

namespace relaymove::cli {
using namespace Qt::StringLiterals;

namespace {

Failure nobodyAnswers(const Question &question, const QString &remedy)
{
    return {failure::AnswerNeeded{questionText(question), remedy}, question.about};
}

using Answered = std::optional<AnyAnswer>;
using namespace question;

// What the flags say to each question. Those that may wait for a person do, where there is one.
struct Flagged
{
    const Question &question;
    const AnswerFlags &flags;

    Answered orRefuse(const QString &remedy) const
    {
        if (!flags.person)
            throw nobodyAnswers(question, remedy);
        return std::nullopt;
    }
    Answered orSilence() const
    {
        return flags.person ? std::nullopt : Answered(silence(question.what));
    }

    Answered operator()(const AcceptHostKey &q) const
    {
        if (flags.acceptedKeys.contains(q.fingerprint))
            return AcceptHostKey::Answer::Accept;
        throw nobodyAnswers(
            question,
            u"If it is the right one, run again with --accept-host-key %1"_s.arg(q.fingerprint));
    }
    Answered operator()(const StartCutover &) const
    {
        return flags.yes ? Answered(StartCutover::Answer::Start)
                         : orRefuse(u"Run again with --yes to start the cutover."_s);
    }
    Answered operator()(const ChooseRelease &q) const
    {
        if (flags.release && offered(q).contains(AnyAnswer(*flags.release)))
            return *flags.release;
        // "deployed" alone is no word on changes that nobody has read.
        const bool isOpen =
            !flags.release ||
            (q.offersDeployed &&
             *flags.release == ChooseRelease::Answer{ChooseRelease::Choice::Deployed});
        if (flags.person && isOpen)
            return std::nullopt;
        if (!q.changes.isEmpty())
            throw nobodyAnswers(
                question,
                u"Read %1, and run again with --release %2 to take these changes%3."_s.arg(
                    q.toRead,
                    answerWord(ChooseRelease::Answer{ChooseRelease::Choice::Deployed, q.changes}),
                    q.offersCheckout ? u", or with --release checkout to leave them out"_s
                                     : QString()));
        if (!q.offersCheckout)
            throw nobodyAnswers(question, u"Run again with --release deployed."_s);
        throw nobodyAnswers(question,
                            q.offersDeployed
                                ? u"Run again with --release deployed or --release checkout."_s
                                : u"The checkout does not know OLD's release: run git fetch "
                                  "there, or run again with --release checkout."_s);
    }
    Answered operator()(const FetchCheckout &) const
    {
        return flags.fetchCheckout ? Answered(FetchCheckout::Answer::Fetch)
                                   : orRefuse(u"Run again with --fetch-checkout to fetch it."_s);
    }
    // Nobody to type them is no reason to hold up a cutover: finish shows them.
    Answered operator()(const EnterRecords &) const
    {
        return flags.yes ? Answered(EnterRecords::Answer::Skip) : orSilence();
    }
    // It comes by --tsig-secret-fd or --tsig-secret-stdin, or not at all.
    Answered operator()(const EnterSecret &) const { return EnterSecret::Answer::Skip; }
    Answered operator()(const GoOnOrBack &) const { return orSilence(); }
    Answered operator()(const DiskFails &) const
    {
        return flags.salvage ? Answered(DiskFails::Answer::Salvage)
                             : orRefuse(u"Run again with --salvage to go on."_s);
    }
    Answered operator()(const TakeOver &) const
    {
        return flags.takeOver ? Answered(TakeOver::Answer::Take) : orSilence();
    }
    Answered operator()(const NewIsGone &) const { return orSilence(); }
    Answered operator()(const OldIsGone &) const
    {
        // --yes alone is no word on a machine that may only be slow.
        if (!flags.oldIsGone)
            return orSilence();
        return flags.yes ? Answered(OldIsGone::Answer::Gone)
                         : orRefuse(u"Is it so? Then run again with --old-is-gone --yes."_s);
    }
    Answered operator()(const LeaveBehind &) const
    {
        if (flags.leaveUnreadable)
            return LeaveBehind::Answer::Leave;
        return question.timeout
                   ? orSilence()
                   : orRefuse(u"Run again with --leave-unreadable to go on without them."_s);
    }
};

} // namespace

std::optional<AnyAnswer> answerFor(const Question &question, const AnswerFlags &flags)
{
    return std::visit(Flagged{question, flags}, question.what);
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
    const QString file = toRead(question.what), whenSilent = answerWord(silence(question.what));
    QString text = u"\n"_s;
    if (!file.isEmpty())
        text += readingText(file) + u'\n';
    text += u"?  "_s + questionText(question) + u'\n';
    int number = 0;
    for (const AnyAnswer &answer : offered(question.what)) {
        const QString word = answerWord(answer);
        text += u"   %1) %2: %3%4\n"_s.arg(++number).arg(
            word, optionText(answer), word == whenSilent ? u" (default)"_s : QString());
    }
    if (question.timeout)
        text += u"   Without an answer within %1 s: %2.\n"_s.arg(question.timeout->count())
                    .arg(whenSilent);
    return text + u"   > "_s;
}

std::optional<AnyAnswer> optionTyped(const Question &question, const QString &line)
{
    const QString typed = line.trimmed().toLower();
    if (typed.isEmpty())
        return silence(question.what);
    const QList<AnyAnswer> answers = offered(question.what);
    QList<AnyAnswer> fitting;
    for (qsizetype i = 0; i < answers.size(); ++i) {
        if (answerWord(answers.at(i)).startsWith(typed) || QString::number(i + 1) == typed)
            fitting << answers.at(i);
    }
    return fitting.size() == 1 ? std::optional(fitting.first()) : std::nullopt;
}

} // namespace relaymove::cli
