#pragma once
#include "core/profiles/profile_store.h"
#include "core/status/status_probe.h"

#include <QObject>

#include <chrono>
#include <memory>

class QTimer;

namespace relaymove {

class Stoppable;

// Asks both machines and DNS every now and then, over connections of its own and
// away from the interface. Never remembered, always stamped.
class StatusWatch : public QObject
{
    Q_OBJECT

public:
    explicit StatusWatch(const ProfileStore &store, QObject *parent = nullptr);
    ~StatusWatch() override;

    // From now on this migration; the empty id is none.
    void watch(const QString &profileId);
    // In the cutover each second counts: nothing is asked until it is over.
    void setPaused(bool paused);
    // Users wait: what is dear to find out is left out.
    void setSparing(bool sparing) { m_sparing = sparing; }
    // Something has just changed; counts too.
    void askAfresh();
    // The person wants to know.
    void askNow();

Q_SIGNALS:
    void probed(const relaymove::RelayStatus &status);
    // Nobody was asked; why.
    void notAsked(const QString &why);

private:
    void ask();
    void askIn(std::chrono::milliseconds time);
    void stopAsking();

    const ProfileStore &m_store;
    QString m_id;
    bool m_paused = false;
    bool m_sparing = false;
    bool m_again = false;   // wanted while a question is under way: the next one follows at once
    bool m_recount = false; // what was counted is forgotten at the next question
    std::shared_ptr<Stoppable> m_control;   // of the question under way
    std::shared_ptr<StatusMemory> m_memory; // its own; a question that was stopped keeps the old
    QTimer *m_timer;
};

} // namespace relaymove
