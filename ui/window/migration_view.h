#pragma once
#include "core/base/secret.h"
#include "core/engine/snapshot.h"
#include "core/migration/step.h"

#include <QHash>
#include <QWidget>

class QPushButton;

namespace relaymove {

class Banner;
class LogStore;
class LogView;
class Notice;
class SessionController;
class StatePanel;
class StepList;
class StepPage;

// One migration on the screen: banner, steps, page, what was probed, log. Shows
// what it is given and says what the person wants.
class MigrationView : public QWidget
{
    Q_OBJECT

public:
    explicit MigrationView(QWidget *parent = nullptr);

    // From now on what this one tells, and it gets what the person wants; none: it is about
    // to go.
    void attach(SessionController *session);
    void show(const Snapshot &snapshot);
    void showPlans(const QHash<StepId, Plan> &plans);
    void showReport(const QString &markdown);
    void setLog(const LogStore *log);
    void setRuns(const QList<QDateTime> &runs);

    void goTo(StepId step);
    StepId current() const { return m_current; }
    // In the page, not in a dialog: the run goes on meanwhile.
    void askWhetherToClose();
    void sayThatItCloses();
    void say(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

Q_SIGNALS:
    void startRequested(relaymove::StepId until);
    void stopRequested();
    void goBackRequested();
    void stepByStepChosen(bool on);
    void answered(const QString &id, const relaymove::AnyAnswer &answer);
    void secretGiven(const QString &id, const relaymove::Secret &secret);
    void profilesRequested();
    void profileRequested();
    void askRequested();
    void closeAgreed();

private:
    void build();
    QWidget *rightColumn();
    void followRun();
    void followTtl();
    void refresh();

    Snapshot m_snapshot;
    QHash<StepId, Plan> m_plans;
    StepId m_current = StepId::Preflight;
    std::optional<StepId> m_runningBefore;
    QString m_questionBefore;
    QDateTime m_failureBefore;
    QString m_ttlWaits;           // the migration whose old TTL had not run out yet
    bool m_hasNewFailure = false; // that nobody was led to yet
    Banner *m_banner;
    Notice *m_notice;
    StepList *m_steps;
    StepPage *m_page;
    StatePanel *m_panel;
    QPushButton *m_askNow;
    LogView *m_log;
};

} // namespace relaymove
