#pragma once
#include "core/engine/session.h"
#include "core/engine/snapshot.h"
#include "core/migration/step.h"
#include "core/profiles/profile_store.h"

#include <QHash>
#include <QObject>

#include <memory>

class QTimer;

namespace relaymove {

class AnswerAhead;
class SleepBlock;

// Holds a migration's session for the window: takes its events on a timer, folds
// them, and passes on what the person wants. Nothing here waits.
class SessionController : public QObject
{
    Q_OBJECT

public:
    // Throws Failure when the migration's files can't be used.
    SessionController(const Profile &profile, const ProfileStore &store,
                      std::shared_ptr<SecretStore> secrets, QObject *parent = nullptr);
    ~SessionController() override;

    // As of this moment.
    Snapshot snapshot() const;
    const QHash<StepId, Plan> &plans() const { return m_plans; }
    // When each run began, in UTC.
    const QList<QDateTime> &runs() const { return m_runs; }
    const LogStore &log() { return m_session.log(); }
    const QString &folder() const { return m_session.folder(); }
    bool isRunning() const { return m_atWork; }

    void start(StepId until);
    void rollback() { begin(Goal::Rollback, StepId::Activate); }
    void stop() { m_session.control().stop(); }
    void setSeen(Seen seen);
    // How the cutover is taken from now on.
    void setStopAtEveryPage(bool on) { m_snapshot.profile.stopAtEveryPage = on; }
    // What was seen before is not known any more.
    void setNotAsked(const QString &why);
    // Where no run waits for it any more (the program was closed meanwhile), the
    // answer starts one that takes it, or is a no.
    void answer(const QString &id, const AnyAnswer &answer);

Q_SIGNALS:
    void changed();
    void plansChanged();
    void stepEnded();
    void ended();

private:
    void begin(Goal goal, StepId until, std::optional<StepId> again = {});
    void look();
    void take(const QList<StampedEvent> &events);
    void describe();

    std::shared_ptr<AnswerAhead> m_ahead;
    Session m_session;
    Snapshot m_snapshot;
    QHash<StepId, Plan> m_plans;
    bool m_atWork = false; // until the last event of the run was taken
    QList<QDateTime> m_runs;
    std::unique_ptr<SleepBlock> m_awake; // while a run is at work
    int m_looks = 0;
    QTimer *m_timer;
};

} // namespace relaymove
