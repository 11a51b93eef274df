#include "core/migration/run_control.h"

#include "core/base/failure.h"
#include "core/base/printable.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

void RunControl::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop.raise();
    }
    m_changed.notify_all();
}

void RunControl::answer(const QString &id, const AnyAnswer &answer)
{
    {
        const std::lock_guard lock(m_mutex);
        m_answers.insert(id, answer);
    }
    m_changed.notify_all();
}

void RunControl::reset()
{
    const std::lock_guard lock(m_mutex);
    m_stop.lower();
    m_answers.clear();
    m_whenStopped = WhenStopped::Ends;
}

void RunControl::checkpoint()
{
    const bool isWorker = m_worker == std::thread::id() || m_worker == std::this_thread::get_id();
    if (!isWorker || !m_stop.isRaised() || m_takingAway)
        return;
    if (m_whenStopped == WhenStopped::Ends)
        throw Cancelled{};
    m_stop.lower();
    if (m_whenStopped == WhenStopped::GoesOn)
        return;
    using question::GoOnOrBack;
    if (ask(u"cutover/go-on-or-back"_s, Role::Admin, GoOnOrBack{{}, m_backWarning}, 60s) ==
        GoOnOrBack::Answer::Back)
        throw Cancelled{};
}

void RunControl::pause(std::chrono::milliseconds time)
{
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, time, [this] { return m_stop.isRaised(); });
    }
    checkpoint();
}

void RunControl::takeAwayUnstopped(const std::function<void()> &takeAway,
                                   const std::exception_ptr &broke)
{
    m_takingAway = true;
    std::exception_ptr stays;
    try {
        takeAway();
    } catch (...) {
        stays = std::current_exception();
    }
    m_takingAway = false;
    if (broke || stays)
        std::rethrow_exception(broke ? broke : stays);
}

AnyAnswer RunControl::ask(Question question)
{
    question.id = printable(question.id); // as whoever answers has it
    QString by = u"flag"_s;
    auto answer = m_source ? m_source(question) : std::nullopt;
    if (!answer) {
        const std::lock_guard lock(m_mutex);
        m_answers.remove(question.id); // an answer belongs to one asking
    }
    if (m_asked)
        m_asked(question);
    if (!answer)
        answer = waitForAnswer(question, by);
    if (m_answered)
        m_answered(question.id, *answer, by);
    return *std::move(answer);
}

AnyAnswer RunControl::waitForAnswer(const Question &question, QString &by)
{
    std::unique_lock lock(m_mutex);
    const auto settled = [&] { return m_answers.contains(question.id) || m_stop.isRaised(); };
    bool inTime = true;
    if (question.timeout)
        inTime = m_changed.wait_for(lock, *question.timeout, settled);
    else
        m_changed.wait(lock, settled);
    if (m_answers.contains(question.id)) {
        by = u"person"_s;
        return m_answers.take(question.id);
    }
    if (inTime && !isUninterruptible())
        throw Cancelled{};
    if (inTime)
        m_stop.lower();
    by = inTime ? u"stop"_s : u"silence"_s;
    return silence(question.what);
}

void RunControl::setListeners(Asked asked, Answered answered)
{
    m_worker = std::this_thread::get_id();
    m_asked = std::move(asked);
    m_answered = std::move(answered);
}

} // namespace relaymove
