#pragma once
#include "core/migration/event.h"
#include "core/migration/log_store.h"
#include "core/migration/run_control.h"
#include "core/migration/state.h"
#include "core/migration/step.h"
#include "core/profiles/profile.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace relaymove {

class Reporter;
class SecretStore;

enum class Goal { Run, Rollback };

// Events on their way from the worker to whoever looks: taken in batches, on a
// timer, so that no slot of the interface is ever called by the worker.
class EventFeed
{
public:
    void push(const StampedEvent &event);
    QList<StampedEvent> take();

private:
    std::mutex m_mutex;
    QList<StampedEvent> m_events;
};

// One migration at work: its worker thread, its files, its two-way street. The
// window and the command line each hold one.
class Session
{
public:
    struct Options
    {
        QString folder; // the migration's own, exists
        std::shared_ptr<SecretStore> secrets;
        RunControl::AnswerSource answers; // flags of the command line; may be empty
        std::function<void(const Profile &)>
            save; // called by the worker when a host key was accepted
    };

    Session(Profile profile, Options options);
    // Stops the worker gracefully and waits for it.
    ~Session();

    // The state that the journal tells, before anything runs.
    const QList<StampedEvent> &past() const { return m_past; }

    // Starts the worker; one at a time. `again`: to be done once more, though it need not be.
    // `words` are about this one run.
    void start(Goal goal, StepId until, std::optional<StepId> again = {}, RunWords words = {});
    bool isRunning() const { return m_running.load(); }
    // Blocks until the worker has ended.
    void wait();
    StepOutcome outcome() const { return m_outcome; } // after it ended

    RunControl &control() { return m_control; }
    EventFeed &events() { return m_feed; }
    LogStore &log() { return m_log; }
    const Profile &profile() const { return m_profile; }
    const QString &folder() const { return m_options.folder; }

private:
    void work(Goal goal, StepId until, std::optional<StepId> again, const RunWords &words);
    void endRun(Reporter &report, StepOutcome outcome, const std::optional<Failure> &failure);
    StepOutcome carryOut(Goal goal, StepId until, std::optional<StepId> again,
                         const RunWords &words, Reporter &report);

    Profile m_profile;
    Options m_options;
    QList<StampedEvent> m_past;
    RunControl m_control;
    EventFeed m_feed;
    LogStore m_log;
    std::atomic<bool> m_running = false;
    StepOutcome m_outcome = StepOutcome::Cancelled;
    std::jthread m_worker;
};

} // namespace relaymove
