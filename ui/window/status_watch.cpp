#include "ui/window/status_watch.h"

#include "core/base/failure.h"
#include "core/host/interrupt.h"
#include "ui/base/background.h"

#include <QTimer>

#include <expected>
#include <utility>

namespace relaymove {
using namespace std::chrono_literals;

namespace {

constexpr auto between = 15s; // from an answer to the next question
constexpr auto soon = 300ms;

using Answer = std::expected<RelayStatus, QString>;

Answer poll(const ProfileStore &store, const QString &id, Stoppable &control, StatusMemory &memory)
{
    try {
        const auto profile = store.find(id);
        if (!profile)
            return std::unexpected(profile.error());
        if (profile->oldKey.isEmpty() && profile->newKey.isEmpty())
            return std::unexpected(
                StatusWatch::tr("OLD and NEW are asked as soon as you have agreed to their keys."));
        return probeStatus(*profile, loadFacts(store.migrationFolder(id).absolutePath()), control,
                           memory);
    } catch (const Failure &failure) {
        return std::unexpected(explain(failure).happened);
    } catch (const Cancelled &) {
        return std::unexpected(QString()); // who stopped it does not wait for it
    }
}

} // namespace

StatusWatch::StatusWatch(const ProfileStore &store, QObject *parent)
    : QObject(parent), m_store(store), m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &StatusWatch::ask);
}

StatusWatch::~StatusWatch() { stopAsking(); }

void StatusWatch::stopAsking()
{
    m_timer->stop();
    if (m_control)
        m_control->stop();
    m_control.reset();
    m_memory.reset();
    m_again = false;
}

void StatusWatch::watch(const QString &profileId)
{
    stopAsking();
    m_id = profileId;
    if (!m_id.isEmpty())
        m_timer->start(0ms);
}

void StatusWatch::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    if (paused)
        stopAsking();
    else if (!m_id.isEmpty())
        m_timer->start(soon);
}

void StatusWatch::askAfresh()
{
    m_recount = true;
    askIn(soon);
}

void StatusWatch::askNow() { askIn(0ms); }

void StatusWatch::askIn(std::chrono::milliseconds time)
{
    m_again = m_control != nullptr;
    if (!m_control && !m_paused && !m_id.isEmpty())
        m_timer->start(time);
}

void StatusWatch::ask()
{
    m_control = std::make_shared<Stoppable>();
    if (!m_memory)
        m_memory = std::make_shared<StatusMemory>();
    for (HostMemory *host : {&m_memory->oldHost, &m_memory->newHost}) {
        host->mayCount = !m_sparing;
        if (m_recount)
            host->countedAt = {};
    }
    m_recount = false;
    const auto work = [store = m_store, id = m_id, control = m_control, memory = m_memory] {
        return poll(store, id, *control, *memory);
    };
    inBackground(this, work, [this, asked = m_control](const Answer &status) {
        if (asked != m_control)
            return; // stopped meanwhile, or about another relay
        m_control.reset();
        m_timer->start(std::exchange(m_again, false) ? 0ms : std::chrono::milliseconds(between));
        if (status)
            Q_EMIT probed(*status);
        else
            Q_EMIT notAsked(status.error());
    });
}

} // namespace relaymove
