#include "app/cli/printer.h"

#include "core/base/overloaded.h"
#include "core/base/unreachable.h"
#include "core/engine/question_text.h"
#include "core/engine/report.h"
#include "core/migration/event_json.h"

#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

namespace relaymove::cli {
using namespace Qt::StringLiterals;
using namespace event;

namespace {

// Without a terminal, a line of progress this often is enough for a log.
constexpr qint64 progressPauseMs = 5000;

QString amount(double value, const QString &unit)
{
    if (unit == u"bytes")
        return QLocale::c().formattedDataSize(qint64(std::clamp(value, 0.0, 9e18)));
    return QString::number(value, 'f', 0) + (unit.isEmpty() ? QString() : u' ' + unit);
}

QString briefly(const Question &asked)
{
    using namespace question;
    return std::visit(
        Overloaded{
            [&](const AcceptHostKey &q) {
                return u"the host key of %1, %2"_s.arg(roleName(asked.about), q.fingerprint);
            },
            [](const StartCutover &) { return u"start the cutover"_s; },
            [](const ChooseRelease &) { return u"which release NEW gets"_s; },
            [](const FetchCheckout &) { return u"fetch the checkout from OLD"_s; },
            [](const EnterRecords &) { return u"the records to be entered by hand"_s; },
            [](const EnterSecret &q) { return u"the secret of the key %1"_s.arg(q.keyName); },
            [](const GoOnOrBack &) { return u"go on, or go back"_s; },
            [](const DiskFails &) { return u"go on with a failing disk"_s; },
            [](const NewIsGone &) { return u"whether NEW is lost for good"_s; },
            [](const OldIsGone &) {
                return u"whether OLD is lost for good, and has not served since"_s;
            },
            [](const TakeOver &) { return u"take the move over from another computer"_s; },
            [](const LeaveBehind &) { return u"go on without what can't be read"_s; },
        },
        asked.what);
}

} // namespace

QString progressText(const Progress &p)
{
    QStringList parts{p.text};
    if (p.total > 0)
        parts << u"%1 of %2 (%3 %)"_s.arg(amount(p.done, p.unit), amount(p.total, p.unit))
                     .arg(100 * p.done / p.total, 0, 'f', 0);
    else if (p.done > 0)
        parts << amount(p.done, p.unit);
    if (p.rate > 0)
        parts << amount(p.rate, p.unit) + u"/s"_s;
    if (p.secondsLeft)
        parts << QString::number(*p.secondsLeft, 'f', 0) + u" s left"_s;
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString failureText(const Failure &failure, WhoServes servedBy)
{
    const Explanation words = explain(failure);
    const auto told = [](QString text) { return text.replace(u'\n', u"\n      "_s); };
    return u"   What happened, %1: %2\n   Your mail: %3\n   What to do: %4\n"_s.arg(
        words.where, told(words.happened), mailWords(servedBy), told(words.next));
}

Printer::Printer(Style style, Sink out, Sink error, Sink redraw)
    : m_style(style), m_out(std::move(out)), m_error(std::move(error)), m_redraw(std::move(redraw))
{
}

void Printer::say(const QString &text)
{
    endProgressLine();
    (m_style == Style::Json ? m_error : m_out)(text + u'\n');
}

void Printer::endProgressLine()
{
    if (m_progressShown)
        m_redraw({});
    m_progressShown = false;
}

void Printer::line(const QString &text)
{
    endProgressLine();
    // What goes on in another line is no line of ours.
    m_out(QString(text).replace(u'\n', u"\n      "_s) + u'\n');
}

void Printer::progress(const StepProgress &e, const QDateTime &at)
{
    const QString text = u"   "_s + progressText(e.progress);
    if (m_style == Style::Terminal) {
        // Cut, or the terminal would wrap it and leave half of it behind.
        m_redraw(text.left(78));
        m_progressShown = true;
        return;
    }
    if (m_progressAt.isValid() && m_progressAt.msecsTo(at) < progressPauseMs)
        return;
    m_progressAt = at;
    line(text);
}

void Printer::failed(const Failure &failure)
{
    endProgressLine();
    m_error(failureText(failure, servedBy(m_state, failure)));
}

void Printer::stepEnded(const StepEnded &e, const QDateTime &at)
{
    // Only what began in this run: an earlier one's start says nothing.
    const StepState &step = m_state.step(e.step);
    const QString took =
        step.phase == StepPhase::Running
            ? u" after %1 s"_s.arg(double(step.started.msecsTo(at)) / 1000, 0, 'f', 1)
            : QString();
    switch (e.outcome) {
    case StepOutcome::Succeeded:
        return line(u"   done"_s + took);
    case StepOutcome::Undone:
        return line(u"   undone: "_s + stepTitle(e.step));
    case StepOutcome::Cancelled:
        return line(u"   stopped: "_s + stepTitle(e.step));
    case StepOutcome::Failed:
        line(u"   FAILED: "_s + stepTitle(e.step) + took);
        if (e.failure)
            failed(*e.failure);
        return;
    }
}

// What a person is told about each kind of event.
struct Printer::Words
{
    Printer &to;
    QDateTime at;

    void operator()(const RunStarted &) const {}
    void operator()(const RunEnded &e) const
    {
        if (e.failure)
            to.failed(*e.failure);
    }
    void operator()(const StepStarted &e) const
    {
        to.m_progressAt = {};
        to.line(u"== %1"_s.arg(stepTitle(e.step)));
    }
    void operator()(const StepSkipped &e) const
    {
        to.line(u"== %1: nothing to do (%2)"_s.arg(stepTitle(e.step), e.evidence));
    }
    void operator()(const StepEnded &e) const { to.stepEnded(e, at); }
    void operator()(const StepWaiting &e) const { to.line(u"   waiting: "_s + e.why); }
    void operator()(const StepNote &e) const { to.line(u"   "_s + e.text); }
    void operator()(const StepProgress &e) const { to.progress(e, at); }
    void operator()(const CheckMade &e) const
    {
        // What refuses is told as the failure that it is.
        if (e.check.verdict == CheckVerdict::Advisory)
            to.line(u"   ! "_s + (e.check.what + u' ' + e.check.remedy).trimmed());
    }
    void operator()(const ClaimChecked &e) const
    {
        to.line(e.claim.holds ? u"   \u2713 %1: %2"_s.arg(e.claim.what, e.claim.observed)
                              : u"   \u2717 %1: expected %2, saw %3"_s.arg(
                                    e.claim.what, e.claim.expected, e.claim.observed));
    }
    void operator()(const QuestionAsked &) const {} // the prompt's matter
    void operator()(const QuestionAnswered &e) const
    {
        const auto &question = to.m_state.question;
        const QString about = question && question->id == e.id ? briefly(*question) : e.id;
        const QString by = e.by == u"silence" ? u"nobody answered"_s
                           : e.by == u"stop"  ? u"you stopped"_s
                                              : u"by "_s + e.by;
        to.line(u"   %1: %2 (%3)"_s.arg(about, answerWord(e.answer), by));
    }
    void operator()(const Reached &e) const
    {
        if (isFound(e.milestone))
            return; // who serves is said anyway
        const auto from = to.m_state.milestone(Milestone::Hold);
        const double since =
            from && e.milestone != Milestone::Hold ? double(from->msecsTo(at)) / 1000 : 0;
        to.line(u"   %1 s  %2"_s.arg(since, 0, 'f', 1).arg(milestoneTitle(e.milestone)));
    }
    void operator()(const Serving &e) const
    {
        to.line(u"   now serving mail: "_s + whoServesName(e.who));
    }
    void operator()(const PassEnded &) const {} // the step's note says it
    void operator()(const Projected &e) const
    {
        to.line(u"   expected outage: %1 s"_s.arg(e.outageSeconds, 0, 'f', 1));
    }
    void operator()(const ChildStarted &) const {}
    void operator()(const ChildEnded &) const {}
};

// An event as the journal has it, and a question as a person reads it.
static QByteArray jsonLine(const StampedEvent &stamped)
{
    QJsonObject object = toJson(stamped);
    if (const auto *asked = std::get_if<QuestionAsked>(&stamped.event))
        object[u"text"] = questionText(asked->question);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

void Printer::take(const StampedEvent &stamped)
{
    if (m_style == Style::Json) {
        m_out(QString::fromUtf8(jsonLine(stamped)));
        if (const auto *ended = std::get_if<StepEnded>(&stamped.event); ended && ended->failure)
            failed(*ended->failure);
        if (const auto *run = std::get_if<RunEnded>(&stamped.event); run && run->failure)
            failed(*run->failure);
    } else {
        std::visit(Words{*this, stamped.at}, stamped.event);
    }
    m_state = apply(std::move(m_state), stamped);
}

} // namespace relaymove::cli
