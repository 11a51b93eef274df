#pragma once
#include "core/engine/session.h"
#include "core/engine/snapshot.h"
#include "core/migration/step.h"
#include "core/profiles/profile_store.h"
#include "ui/window/status_watch.h"

#include <QHash>
#include <QObject>

#include <memory>

class QTimer;

namespace relaymove {

class AnswerAhead;
class SecretKeeper;
class SleepBlock;

// Holds one migration for the window: takes its session's events on a timer and folds
// them, has its machines asked, writes its report, and passes on what the person wants.
// Nothing here waits.
class SessionController : public QObject
{
    Q_OBJECT

public:
    // Throws Failure when the migration's files can't be used.
    SessionController(const Profile &profile, const ProfileStore &store, SecretKeeper &secrets,
                      QObject *parent = nullptr);
    ~SessionController() override;

    // As of this moment.
    Snapshot snapshot() const;
    const QHash<StepId, Plan> &plans() const { return m_plans; }
    // When each run began, in UTC.
    const QList<QDateTime> &runs() const { return m_runs; }
    const LogStore &log() { return m_session.log(); }
    QString report() const; // as Markdown; empty: no run has ended yet
    bool isRunning() const { return m_atWork; }

    void start(StepId until);
    void rollback() { begin(Goal::Rollback, StepId::Activate); }
    void stop() { m_session.control().stop(); }
    void askNow() { m_watch.askNow(); }
    // How the cutover is taken from now on, here and in the profile.
    void setStopAtEveryPage(bool on);
    // Where no run waits for it any more (the program was closed meanwhile), the
    // answer starts one that takes it, or is a no.
    void answer(const QString &id, const AnyAnswer &answer);
    // Stored first, then told: the run reads it from the store.
    void giveSecret(const QString &id, const Secret &secret);

Q_SIGNALS:
    void changed(const relaymove::Snapshot &snapshot);
    void plansChanged();
    void reportWritten();
    void troubled(const QString &why);
    void ended();

private:
    void begin(Goal goal, StepId until, std::optional<StepId> again = {});
    void poll();
    void take(const QList<StampedEvent> &events);
    void describe();
    void tell();
    void setSeen(Seen seen);
    void setStatus(const RelayStatus &status);
    // What was seen before is not known any more.
    void setNotAsked(const QString &why);
    void writeReport();

    ProfileStore m_store;
    SecretKeeper &m_secrets;
    StatusWatch m_watch;
    std::shared_ptr<AnswerAhead> m_ahead;
    Session m_session;
    Snapshot m_snapshot;
    QHash<StepId, Plan> m_plans;
    bool m_atWork = false; // until the last event of the run was taken
    QList<QDateTime> m_runs;
    std::unique_ptr<SleepBlock> m_awake; // while a run is at work
    int m_polls = 0;
    QTimer *m_timer;
};

} // namespace relaymove
