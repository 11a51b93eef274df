#include "ui/window/session_controller.h"

#include "core/engine/report.h"
#include "core/steps/all_steps.h"
#include "ui/base/background.h"
#include "ui/window/secret_keeper.h"
#include "ui/window/sleep_block.h"
#include "ui/words/page_actions.h"

#include <QFile>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <mutex>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// An answer to a question of a run that is no more: it is good for that very
// question, once. Given by the interface, taken by the worker.
class AnswerAhead
{
public:
    void give(const Question &question, const AnyAnswer &answer)
    {
        const std::lock_guard lock(m_mutex);
        m_question = question;
        m_answer = answer;
    }
    std::optional<AnyAnswer> take(const Question &question)
    {
        const std::lock_guard lock(m_mutex);
        const bool same =
            m_question && m_question->id == question.id && m_question->what == question.what;
        m_question.reset();
        return same ? std::optional(m_answer) : std::nullopt;
    }

private:
    std::mutex m_mutex;
    std::optional<Question> m_question;
    AnyAnswer m_answer;
};

namespace {

// An answer after which there is nothing to run.
bool isNo(const AnyAnswer &answer)
{
    using namespace question;
    static const QList<AnyAnswer> noes{
        AcceptHostKey::Answer::Refuse, StartCutover::Answer::Wait, ChooseRelease::Answer{},
        FetchCheckout::Answer::Stop,   DiskFails::Answer::Stop,    TakeOver::Answer::Leave,
        NewIsGone::Answer::Wait,       OldIsGone::Answer::Wait,    LeaveBehind::Answer::Stop};
    return noes.contains(answer);
}

constexpr auto pollEvery = 100ms;
constexpr int pollsASecond = 10;

Session::Options optionsFor(const Profile &profile, const ProfileStore &store,
                            std::shared_ptr<SecretStore> secrets,
                            const std::shared_ptr<AnswerAhead> &ahead)
{
    return {.folder = store.migrationFolder(profile.id).absolutePath(),
            .secrets = std::move(secrets),
            .answers = [ahead](const Question &question) { return ahead->take(question); },
            // A host key was agreed to. The worker calls this: the store is files only.
            .save =
                [store](const Profile &agreed) {
                    if (const auto saved = store.save(agreed); !saved)
                        throw localTrouble(SessionController::tr("The profile can't be saved"),
                                           saved.error());
                }};
}

bool endsStep(const StampedEvent &stamped)
{
    return std::holds_alternative<event::StepEnded>(stamped.event);
}

bool tellsOfStep(const StampedEvent &stamped)
{
    return endsStep(stamped) || std::holds_alternative<event::StepSkipped>(stamped.event);
}

} // namespace

SessionController::SessionController(const Profile &profile, const ProfileStore &store,
                                     SecretKeeper &secrets, QObject *parent)
    : QObject(parent), m_store(store), m_secrets(secrets), m_watch(m_store, this),
      m_ahead(std::make_shared<AnswerAhead>()),
      m_session(profile, optionsFor(profile, store, secrets.store(), m_ahead)),
      m_timer(new QTimer(this))
{
    m_snapshot.profile = profile;
    m_snapshot.watchedFrom = QDateTime::currentDateTimeUtc();
    take(m_session.past());
    m_snapshot.state = settled(m_snapshot.state);
    describe();
    connect(m_timer, &QTimer::timeout, this, &SessionController::poll);
    m_timer->start(pollEvery);
    connect(&m_watch, &StatusWatch::probed, this, &SessionController::setStatus);
    connect(&m_watch, &StatusWatch::notAsked, this, &SessionController::setNotAsked);
    m_watch.watch(profile.id);
}

SessionController::~SessionController() = default;

Snapshot SessionController::snapshot() const
{
    Snapshot current = m_snapshot;
    current.now = QDateTime::currentDateTimeUtc();
    return reconciledWithProbe(std::move(current));
}

void SessionController::tell()
{
    const Snapshot current = snapshot();
    m_watch.setSparing(current.state.running && isCutoverOpen(current.state));
    m_watch.setPaused(isUnwatched(current));
    Q_EMIT changed(current);
}

void SessionController::setStatus(const RelayStatus &status)
{
    const QList<StatusPanel> panels = statusPanels(status, m_snapshot.facts);
    setSeen({.sentence = statusSentence(status),
             .unreached = unreachedText(status),
             .serving = servingOf(status),
             // As old as the oldest of it.
             .at = std::ranges::min(panels, {}, &StatusPanel::at).at,
             .panels = panels,
             .servers = status.dns.servers});
    tell();
}

void SessionController::setSeen(Seen seen)
{
    const auto &before = m_snapshot.seen;
    if (before)
        seen.lastAnswers = before->lastAnswers;
    for (const StatusPanel &panel : std::as_const(seen.panels)) {
        if (panel.answered)
            seen.lastAnswers[panel.role] = panel.at;
    }
    if (seen.serving == WhoServes::Unknown && before) {
        const bool was = before->serving != seen.serving;
        seen.lastKnown = was ? before->at : before->lastKnown;
        seen.lastServing = was ? before->serving : before->lastServing;
    }
    m_snapshot.notAsked.clear();
    m_snapshot.seen = std::move(seen);
}

void SessionController::answer(const QString &id, const AnyAnswer &answer)
{
    const auto question = m_snapshot.state.question;
    if (m_atWork)
        return m_session.control().answer(id, answer);
    if (!question || question->id != id)
        return;
    const StepId page = questionPage(m_snapshot.state);
    m_snapshot.state.question.reset();
    if (isNo(answer)) {
        tell();
        return;
    }
    m_ahead->give(*question, answer);
    if (question->is<question::NewIsGone>())
        return rollback(); // who says that wants OLD to serve
    const PageActions actions = pageActions(page, snapshot());
    start(actions.start.isEmpty() ? page : actions.until);
}

void SessionController::setNotAsked(const QString &why)
{
    if (m_snapshot.seen)
        setSeen({.sentence = {},
                 .unreached = why,
                 .serving = WhoServes::Unknown,
                 .at = QDateTime::currentDateTimeUtc()});
    m_snapshot.notAsked = why;
    tell();
}

void SessionController::setStopAtEveryPage(bool on)
{
    m_snapshot.profile.stopAtEveryPage = on;
    // As it is kept: a host key was agreed to since it was read, perhaps.
    if (auto kept = m_store.find(m_snapshot.profile.id)) {
        kept->stopAtEveryPage = on;
        if (const auto saved = m_store.save(*kept); !saved)
            Q_EMIT troubled(saved.error());
    }
    tell();
}

void SessionController::giveSecret(const QString &id, const Secret &secret)
{
    m_secrets.keep(m_snapshot.profile, secret, [session = QPointer(this), id] {
        if (session)
            session->answer(id, question::EnterSecret::Answer::Given);
    });
}

// Whoever starts what is done wants it once more.
void SessionController::start(StepId until)
{
    const bool isDone = m_snapshot.state.step(until).phase == StepPhase::Done;
    begin(Goal::Run, until, isDone ? std::optional(until) : std::nullopt);
}

void SessionController::begin(Goal goal, StepId until, std::optional<StepId> again)
{
    if (m_atWork)
        return; // a second click
    m_atWork = true;
    m_awake = std::make_unique<SleepBlock>(tr("A mail relay is being moved"));
    m_snapshot.state.running = true;
    m_session.start(goal, until, again);
    tell();
}

void SessionController::poll()
{
    // Asked before the events are taken: what has ended has no more to tell.
    const bool over = m_atWork && !m_session.isRunning();
    const QList<StampedEvent> events = m_session.events().take();
    take(events);
    if (std::ranges::any_of(events, tellsOfStep))
        describe();
    if (over || std::ranges::any_of(events, endsStep))
        m_watch.askAfresh();
    if (over) {
        m_atWork = false;
        m_awake.reset();
        m_snapshot.state = settled(m_snapshot.state);
    }
    // Without news the time still goes on, in words such as "41 min left".
    const bool second = ++m_polls % pollsASecond == 0;
    if (!events.isEmpty() || m_atWork || over || second)
        tell();
    if (!over)
        return;
    writeReport();
    Q_EMIT ended();
}

void SessionController::take(const QList<StampedEvent> &events)
{
    for (const StampedEvent &event : events) {
        m_snapshot.state = apply(std::move(m_snapshot.state), event);
        if (std::holds_alternative<event::RunStarted>(event.event))
            m_runs << event.at;
    }
    if (!events.isEmpty())
        m_snapshot.lastEvent = events.last().at;
}

void SessionController::describe()
{
    // Nothing was learned yet, perhaps: the commands then show their placeholders.
    m_snapshot.facts = factsOrNone(m_session.folder());
    for (const auto &step : makeSteps())
        m_plans[step->id()] = step->describe(m_snapshot.profile, m_snapshot.facts);
    Q_EMIT plansChanged();
}

// Counts a log that may be long: not in this thread.
void SessionController::writeReport()
{
    const auto write = [profile = m_snapshot.profile, folder = m_session.folder()]() -> QString {
        try {
            relaymove::writeReport(profile, folder);
            return {};
        } catch (const Failure &failure) {
            return explain(failure).happened;
        }
    };
    inBackground(this, write, [this](const QString &why) {
        if (!why.isEmpty())
            Q_EMIT troubled(why);
        Q_EMIT reportWritten();
    });
}

QString SessionController::report() const
{
    QFile file(m_session.folder() + u"/report.md"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace relaymove
