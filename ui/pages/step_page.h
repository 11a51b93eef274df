#pragma once
#include "core/base/secret.h"
#include "core/migration/step.h"
#include "ui/words/page_actions.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QTextBrowser;
class QVBoxLayout;

namespace relaymove {

class Card;
class ClaimList;
class CommandCard;
class CutoverChart;
class FailureCard;
class CheckRows;
class PassesCard;
class ProgressCard;
class QuestionCard;
class RecordsCard;

// The page of a step, of each of them: what and why, what runs, how far it is,
// what was proven, what can be done now. Shows what it is given; decides nothing.
class StepPage : public QWidget
{
    Q_OBJECT

public:
    explicit StepPage(QWidget *parent = nullptr);

    // `plan` is what the step runs.
    void show(StepId step, const Snapshot &snapshot, const Plan &plan);
    void showReport(const QString &markdown);

    // What Enter does: the way on, else the start. Nothing while neither is offered.
    void pressPrimary();
    // The keyboard goes on from there.
    void focusPrimary();
    // A new failure is read before anything else; whether one stands here.
    bool focusFailure();

Q_SIGNALS:
    void startRequested(relaymove::StepId until);
    void pageRequested(relaymove::StepId step);
    void stopRequested();
    void goBackRequested();
    void answered(const QString &id, const relaymove::AnyAnswer &answer);
    void secretGiven(const QString &id, const relaymove::Secret &secret);
    void stepByStepChosen(bool on);
    void outputRequested(relaymove::StepId step);
    void profileRequested();

private:
    void buildBody(QVBoxLayout *column);
    QWidget *buttonRow();
    void showActions();
    void showTroubles(const Snapshot &snapshot, const Plan &plan);
    QPushButton *primary() const;
    void goOn();
    void showTimeline(const Snapshot &snapshot);

    StepId m_step = StepId::Preflight;
    StepId m_failedStep = StepId::Preflight; // whose output tells more
    PageActions m_actions;
    QScrollArea *m_scroll;
    QLabel *m_title;
    QLabel *m_why;
    QLabel *m_users;
    QLabel *m_howLong;
    QuestionCard *m_question;
    FailureCard *m_failure;
    Card *m_wayBackCard;
    QLabel *m_wayBack;
    CheckRows *m_wayBackRows;
    RecordsCard *m_records;
    ProgressCard *m_progress;
    PassesCard *m_passes;
    Card *m_timelineCard;
    CutoverChart *m_timeline;
    Card *m_checksCard;
    CheckRows *m_checks;
    ClaimList *m_proof;
    CommandCard *m_commands;
    Card *m_backCard;
    QLabel *m_back;
    Card *m_reportCard;
    QTextBrowser *m_report;
    QLabel *m_hint;
    QCheckBox *m_stepByStep;
    QPushButton *m_goBack;
    QPushButton *m_stop;
    QPushButton *m_start;
    QPushButton *m_goOn;
};

} // namespace relaymove
