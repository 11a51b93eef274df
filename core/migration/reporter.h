#pragma once
#include "core/migration/event.h"
#include "core/migration/log_store.h"

#include <QElapsedTimer>

#include <functional>

namespace relaymove {

// What a step tells the world while it runs. Worker thread only, but log(): while the worker
// waits for it, another thread may send a command for it (compare.cpp).
class Reporter
{
public:
    using Sink = std::function<void(const StampedEvent &)>;

    Reporter(Sink sink, LogStore &log) : m_sink(std::move(sink)), m_log(log) {}

    void setStep(std::optional<StepId> step) { m_step = step; }

    void progress(const Progress &progress);
    void note(const QString &text);
    void claim(const Claim &claim);
    void check(const Examined &check);
    void milestone(Milestone milestone);
    void serving(WhoServes who);
    void event(Event event);
    void log(Role role, LogLevel level, const QString &text);

private:
    bool isTooSoon(const Progress &progress);

    Sink m_sink;
    LogStore &m_log;
    std::optional<StepId> m_step;
    QString m_progressOf; // the newest that was told, and when
    QElapsedTimer m_sinceProgress;
};

} // namespace relaymove
