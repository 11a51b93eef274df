#include "app/cli/running.h"

#include "app/cli/printer.h"
#include "app/cli/prompt.h"
#include "app/cli/secrets.h"
#include "app/cli/signals.h"
#include "app/cli/terminal.h"
#include "app/cli/verdict.h"
#include "core/engine/report.h"

#include <QCoreApplication>
#include <QTimer>

#include <chrono>

#include <unistd.h>

namespace relaymove::cli {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Printer::Style styleOf(bool json)
{
    if (json)
        return Printer::Style::Json;
    return isTerminal(STDOUT_FILENO) ? Printer::Style::Terminal : Printer::Style::Lines;
}

// A migration's session with the terminal as its face. Lives on the main thread;
// looks at the session on a timer, so that the worker never waits for a terminal.
class Running
{
public:
    explicit Running(RunRequest request);
    Exit run();

private:
    void poll();
    void showLog();
    void stopWanted();
    void finish();

    RunRequest m_request;
    Printer m_printer;
    Verdict m_verdict;
    Session m_session;
    Prompt m_prompt;
    Signals m_signals;
    QTimer m_timer;
    qsizetype m_logSeen = 0;
    bool m_stopping = false;
};

Session::Options optionsOf(const RunRequest &request)
{
    const AnswerFlags flags = request.flags;
    return {.folder = request.folder,
            .secrets = makeSecrets(request.profile, request.secret),
            .answers = [flags](const Question &question) { return answerFor(question, flags); },
            .save = request.save};
}

Running::Running(RunRequest request)
    : m_request(std::move(request)), m_printer(styleOf(m_request.json), print, complain, redraw),
      m_session(m_request.profile, optionsOf(m_request)),
      m_prompt([this](const QString &id, const AnyAnswer &answer) {
          m_session.control().answer(id, answer);
      }),
      m_signals([this](int) { stopWanted(); }), m_logSeen(m_session.log().size())
{
    State past;
    for (const StampedEvent &event : m_session.past())
        past = apply(std::move(past), event);
    m_printer.start(std::move(past));
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { poll(); });
}

Exit Running::run()
{
    m_printer.say(u"%1: from OLD (%2) to NEW (%3). The log is %4"_s.arg(
        m_request.profile.domain, m_request.profile.oldHost, m_request.profile.newHost,
        m_session.log().path()));
    m_session.start(m_request.goal, m_request.until, {}, m_request.words);
    m_timer.start(100ms);
    QCoreApplication::exec();
    finish();
    return m_verdict.exit(m_request.goal, m_session.outcome());
}

void Running::poll()
{
    // Asked before the events are taken: what ended has no more to come.
    const bool ended = !m_session.isRunning();
    if (m_request.verbose)
        showLog();
    for (const StampedEvent &stamped : m_session.events().take()) {
        m_verdict.take(stamped.event);
        m_printer.take(stamped);
    }
    const auto &question = m_printer.state().question;
    const bool forPerson = question && isForPerson(*question, m_request.flags);
    if (forPerson)
        m_printer.endProgressLine();
    m_prompt.show(forPerson ? question : std::nullopt);
    if (ended)
        QCoreApplication::quit();
}

void Running::showLog()
{
    const LogStore &log = m_session.log();
    for (const qsizetype size = log.size(); m_logSeen < size; ++m_logSeen)
        complain(toText(log.line(m_logSeen)) + u'\n');
}

void Running::stopWanted()
{
    m_session.control().stop();
    m_printer.say(m_stopping
                      ? u"   still stopping; the command in hand is being ended"_s
                      : u"   stopping; within the cutover the command in hand is finished first"_s);
    m_stopping = true;
}

void Running::finish()
{
    m_session.wait();
    const State &state = m_printer.state();
    if (!state.milestones.isEmpty()) {
        m_printer.say(u"\n"_s + outageSentence(state));
        for (const QString &line : timelineLines(state))
            m_printer.say(line);
    }
    try {
        m_printer.say(u"The report is "_s + writeReport(m_session.profile(), m_session.folder()));
    } catch (const Failure &failure) {
        m_printer.say(
            failureText(failure, servedBy(state, failure))); // the move's own outcome stands
    }
}

} // namespace

Exit runMigration(RunRequest request)
{
    request.flags.person = hasPerson();
    try {
        return Running(std::move(request)).run();
    } catch (const Failure &failure) {
        complain(failureText(failure, WhoServes::Unknown));
        return exitOf(failure);
    }
}

} // namespace relaymove::cli
