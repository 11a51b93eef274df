#include "ui/pages/step_page.h"

#include "ui/widgets/card.h"
#include "ui/widgets/check_rows.h"
#include "ui/widgets/claim_list.h"
#include "ui/widgets/command_card.h"
#include "ui/widgets/cutover_chart.h"
#include "ui/widgets/failure_card.h"
#include "ui/widgets/passes_card.h"
#include "ui/widgets/progress_card.h"
#include "ui/widgets/question_card.h"
#include "ui/widgets/records_card.h"
#include "ui/widgets/steady_button.h"
#include "ui/words/going_back.h"
#include "ui/words/how_long.h"
#include "ui/words/page_text.h"

#include <QApplication>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

StepPage::StepPage(QWidget *parent)
    : QWidget(parent), m_scroll(new QScrollArea(this)), m_title(textLabel(u"pageTitle"_s, this)),
      m_why(textLabel(u"pageWhy"_s, this)), m_users(mutedLabel({}, this)),
      m_howLong(mutedLabel({}, this)), m_question(new QuestionCard(this)),
      m_failure(new FailureCard(this)), m_wayBackCard(new Card(tr("GOING BACK NOW"), this)),
      m_wayBack(textLabel(u"wayBack"_s, this)), m_wayBackRows(new CheckRows(u"way-back"_s, this)),
      m_records(new RecordsCard(this)), m_progress(new ProgressCard(this)),
      m_passes(new PassesCard(this)), m_timelineCard(new Card(tr("THIS CUTOVER"), this)),
      m_timeline(new CutoverChart(this)), m_checksCard(new Card(tr("CHECKS"), this)),
      m_checks(new CheckRows(u"check"_s, this)), m_proof(new ClaimList(this)),
      m_commands(new CommandCard(this)), m_backCard(new Card(tr("GOING BACK"), this)),
      m_back(textLabel(u"goingBackText"_s, this)), m_reportCard(new Card(tr("REPORT"), this)),
      m_report(new QTextBrowser(this))
{
    setObjectName(u"stepPage"_s);
    auto *content = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(22, 14, 22, 14);
    column->setSpacing(11);
    buildBody(column);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setAccessibleName(tr("Page"));
    m_scroll->setWidget(content);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(buttonRow());

    connect(m_question, &QuestionCard::leftAlone, this, qOverload<>(&QWidget::setFocus));
    connect(m_question, &QuestionCard::answered, this, &StepPage::answered);
    connect(m_question, &QuestionCard::secretGiven, this, &StepPage::secretGiven);
    connect(m_failure, &FailureCard::goOn, this,
            [this] { Q_EMIT startRequested(m_actions.until); });
    connect(m_failure, &FailureCard::changeProfile, this, &StepPage::profileRequested);
    connect(m_failure, &FailureCard::showOutput, this,
            [this] { Q_EMIT outputRequested(m_failedStep); });
}

void StepPage::buildBody(QVBoxLayout *column)
{
    scaleFont(m_title, 1.55, true);
    m_users->setObjectName(u"pageUsers"_s);
    m_users->setWordWrap(true);
    m_howLong->setObjectName(u"pageHowLong"_s);
    m_howLong->setWordWrap(true);
    m_stepByStep =
        new QCheckBox(tr("Stop at e&very page of the cutover (users wait longer)"), this);
    m_stepByStep->setObjectName(u"stepByStep"_s);
    connect(m_stepByStep, &QCheckBox::clicked, this, &StepPage::stepByStepChosen);
    m_timelineCard->body()->addWidget(m_timeline);
    m_timelineCard->setObjectName(u"timeline"_s);
    m_backCard->body()->addWidget(m_back);
    m_checksCard->setObjectName(u"checks"_s);
    m_checksCard->body()->addWidget(m_checks);
    m_wayBackCard->setObjectName(u"wayBackCard"_s);
    m_wayBackCard->setTone(Tone::Active);
    m_wayBackCard->body()->addWidget(m_wayBack);
    m_wayBackCard->body()->addWidget(m_wayBackRows);
    m_wayBackCard->hide();
    m_report->setObjectName(u"report"_s);
    m_report->setAccessibleName(tr("Report"));
    m_report->setOpenLinks(false);
    m_report->setTabChangesFocus(true);
    m_report->setMinimumHeight(fontMetrics().lineSpacing() * 18);
    m_reportCard->body()->addWidget(m_report);
    m_reportCard->hide();
    for (QWidget *part : std::initializer_list<QWidget *>{
             m_title, m_why, m_users, m_howLong, m_stepByStep, m_failure, m_question, m_wayBackCard,
             m_records, m_progress, m_passes, m_timelineCard, m_reportCard, m_checksCard, m_proof,
             m_commands, m_backCard})
        column->addWidget(part);
    column->addStretch();
}

QWidget *StepPage::buttonRow()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(22, 8, 22, 10);
    m_goBack = new SteadyButton(row);
    m_goBack->setObjectName(u"goBack"_s);
    m_hint = mutedLabel({}, row);
    m_hint->setObjectName(u"pageHint"_s);
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_hint->setWordWrap(true);
    m_stop = new SteadyButton(row);
    m_stop->setObjectName(u"stop"_s);
    m_start = new SteadyButton(row);
    m_start->setObjectName(u"start"_s);
    m_goOn = new SteadyButton(row);
    m_goOn->setObjectName(u"goOn"_s);
    layout->addWidget(m_goBack);
    layout->addWidget(m_hint, 1);
    layout->addWidget(m_stop);
    layout->addWidget(m_start);
    layout->addWidget(m_goOn);
    connect(m_goOn, &QPushButton::clicked, this, &StepPage::goOn);
    connect(m_start, &QPushButton::clicked, this,
            [this] { Q_EMIT startRequested(m_actions.until); });
    connect(m_stop, &QPushButton::clicked, this, &StepPage::stopRequested);
    connect(m_goBack, &QPushButton::clicked, this, &StepPage::goBackRequested);
    return row;
}

void StepPage::show(StepId step, const Snapshot &snapshot, const Plan &plan)
{
    const State &state = snapshot.state;
    if (step != m_step)
        m_scroll->verticalScrollBar()->setValue(0);
    m_step = step;
    m_actions = pageActions(step, snapshot);

    const PageText text = pageText(step, snapshot.profile);
    m_title->setText(stepTitle(step));
    m_why->setText(text.why);
    m_users->setText(text.users);
    m_howLong->setText(howLongWords(step, snapshot));
    const bool isToStart = state.serving == WhoServes::Old || hasOldReturned(snapshot);
    m_stepByStep->setVisible(step == StepId::Disable && isToStart && !state.running);
    m_stepByStep->setChecked(snapshot.profile.stopAtEveryPage);
    m_back->setText(goingBackText(step, snapshot));
    showTroubles(snapshot, plan);
    m_commands->show(plan);
    m_progress->show(step, snapshot);
    m_passes->show(step == StepId::Precopy ? snapshot : Snapshot());
    m_checksCard->setVisible(!state.step(step).checks.isEmpty());
    m_checks->show(checksMade(state.step(step)));
    m_proof->show(checklist(step, state.step(step), snapshot.profile));
    m_reportCard->setVisible(step == StepId::Finish && !m_report->document()->isEmpty());
    showTimeline(snapshot);
    showActions();
}

// What wants the person: a failure, a question, the way back, records to enter.
void StepPage::showTroubles(const Snapshot &snapshot, const Plan &plan)
{
    const State &state = snapshot.state;
    const auto failure = failureWords(m_step, snapshot, plan);
    if (failure)
        m_failedStep = stepFromName(failure->failure.step).value_or(m_step);
    m_failure->show(failure);
    const bool asksHere = state.question && questionPage(state) == m_step;
    m_question->show(state, asksHere, snapshot.now);
    m_wayBackCard->setVisible(state.isGoingBack());
    if (state.isGoingBack()) {
        m_wayBack->setText(goingBackNow(snapshot));
        m_wayBackRows->show(goingBackLines(state));
    }
    const bool asksForThem = asksHere && state.question->is<question::EnterRecords>();
    m_records->show(isRecordsPage(m_step) && !asksForThem ? recordsToEnter(snapshot)
                                                          : std::nullopt);
}

void StepPage::showTimeline(const Snapshot &snapshot)
{
    const QList<CutoverBar> bars = cutoverBars(snapshot);
    const bool here = isCutover(m_step) || m_step == StepId::Finish;
    m_timelineCard->setVisible(here && !bars.isEmpty());
    m_timeline->show(bars, snapshot.state.projectedOutage);
}

void StepPage::showActions()
{
    const auto offer = [](QPushButton *button, const QString &text) {
        button->setText(text);
        button->setVisible(!text.isEmpty());
    };
    offer(m_goBack, m_actions.goBack);
    const bool heldStop = m_stop->hasFocus();
    const bool held = m_start->hasFocus() || m_stop->hasFocus() || m_goOn->hasFocus();
    offer(m_start, m_actions.start);
    offer(m_goOn, m_actions.goOn.text);
    offer(m_stop, m_actions.stop);
    m_stop->setEnabled(m_actions.canStop);
    for (QPushButton *button : {m_start, m_goOn})
        button->setDefault(button == primary());
    // Whoever was at these buttons stays there, whichever is the next; but nobody
    // lands on Stop with the Enter that started it.
    if (held && !m_stop->hasFocus())
        focusPrimary();
    if (held && (!QApplication::focusWidget() || (m_stop->hasFocus() && !heldStop)))
        setFocus();
    m_hint->setText(m_actions.hint);
}

// Null where Enter is to do nothing; hidden while neither is offered.
QPushButton *StepPage::primary() const
{
    if (!m_actions.goOn.text.isEmpty())
        return m_goOn;
    return m_actions.startLeadsOn ? m_start : nullptr;
}

void StepPage::pressPrimary()
{
    if (primary() && primary()->isVisible())
        primary()->click();
}

void StepPage::focusPrimary()
{
    if (primary() && primary()->isVisibleTo(this))
        primary()->setFocus();
}

bool StepPage::focusFailure()
{
    if (!m_failure->isVisibleTo(this))
        return false;
    // A question has the way out, and is read with what led to it.
    if (!isTyping() && !m_question->isVisibleTo(this)) {
        m_failure->setFocus();
        m_scroll->ensureWidgetVisible(m_failure);
    }
    return true;
}

void StepPage::goOn()
{
    if (m_actions.goOn.runs)
        Q_EMIT startRequested(m_actions.goOn.step);
    else
        Q_EMIT pageRequested(m_actions.goOn.step);
}

void StepPage::showReport(const QString &markdown)
{
    if (m_report->toMarkdown() != markdown)
        m_report->setMarkdown(markdown);
}

} // namespace relaymove
