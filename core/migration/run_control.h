#pragma once
#include "core/host/interrupt.h"
#include "core/migration/question.h"

#include <QHash>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>

namespace relaymove {

// What a stop does to the run at this moment. The way back is stopped by nothing, and neither
// is what follows OLD's commit until NEW is open: half of it is a relay that nobody serves.
enum class WhenStopped { Ends, Asks, GoesOn };

// The two-way street between a running migration and the person. stop() and
// answer() may be called from any thread; the rest belongs to the worker.
class RunControl : public Interrupt
{
public:
    using AnswerSource = std::function<std::optional<AnyAnswer>(const Question &)>;
    using Asked = std::function<void(const Question &)>;
    using Answered =
        std::function<void(const QString &id, const AnyAnswer &answer, const QString &by)>;

    // --- any thread
    void stop();
    void answer(const QString &id, const AnyAnswer &answer);

    // --- before a run
    void reset();

    // --- worker: the thread that called setListeners()
    // For its thread only, and does nothing in another, which may send a command for it
    // (compare.cpp): the answer is written down by the worker. Throws Cancelled when the person
    // stopped the run and that ends it; where it asks "go on or go back" only "back" throws.
    void checkpoint() override;
    // Waits; returns early, by throwing Cancelled, when stopped.
    void pause(std::chrono::milliseconds time);
    // Blocks for the answer; after the question's timeout its default. A stop meanwhile ends
    // the run, and where it would not, it is the default, too.
    template <class Q>
    Q::Answer ask(const QString &id, Role about, Q what,
                  std::optional<std::chrono::seconds> timeout = {})
    {
        return std::get<typename Q::Answer>(ask({id, about, std::move(what), timeout}));
    }
    AnyAnswer ask(Question question);
    // What a running command listens to. Within the cutover a stop lets the
    // command in hand finish.
    const StopToken &stopForCommands() const override
    {
        return isUninterruptible() || m_takingAway ? m_never : m_stop;
    }
    // Does `work`, then `takeAway`, however the work ended; a stop waits for it. What broke the
    // work is told first.
    template <class Work>
    auto withoutTrace(const Work &work, const std::function<void()> &takeAway)
    {
        std::optional<std::invoke_result_t<Work>> done;
        std::exception_ptr broke;
        try {
            done = work();
        } catch (...) {
            broke = std::current_exception();
        }
        takeAwayUnstopped(takeAway, broke);
        return *std::move(done);
    }
    void setWhenStopped(WhenStopped now) { m_whenStopped = now; }
    WhenStopped whenStopped() const { return m_whenStopped; }
    // What speaks against going back, in one sentence; empty: nothing.
    void setBackWarning(const QString &warning) { m_backWarning = warning; }
    const QString &backWarning() const { return m_backWarning; }
    bool isUninterruptible() const { return m_whenStopped != WhenStopped::Ends; }
    bool isStopRequested() const { return m_stop.isRaised(); }

    // Asked before the person: flags of the command line, answers given earlier.
    void setAnswerSource(AnswerSource source) { m_source = std::move(source); }
    void setListeners(Asked asked, Answered answered);

private:
    AnyAnswer waitForAnswer(const Question &question, QString &by);
    void takeAwayUnstopped(const std::function<void()> &takeAway, const std::exception_ptr &broke);

    StopToken m_stop;
    StopToken m_never;
    WhenStopped m_whenStopped = WhenStopped::Ends;
    bool m_takingAway = false;
    QString m_backWarning;
    AnswerSource m_source;
    Asked m_asked;
    Answered m_answered;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    QHash<QString, AnyAnswer> m_answers;
    std::thread::id m_worker; // nobody: all may be stopped
};

} // namespace relaymove
