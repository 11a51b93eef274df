#include "ui/window/migration_view.h"

#include "ui/log/log_view.h"
#include "ui/pages/step_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/step_list.h"
#include "ui/window/session_controller.h"
#include "ui/words/failure_words.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace relaymove {
using namespace Qt::StringLiterals;

MigrationView::MigrationView(QWidget *parent)
    : QWidget(parent), m_banner(new Banner(Banner::Button::ToRelays, this)),
      m_notice(new Notice(this)), m_steps(new StepList(this)), m_page(new StepPage(this)),
      m_panel(new StatePanel(this)), m_askNow(new QPushButton(tr("Ask no&w"), this)),
      m_log(new LogView(this))
{
    build();
    connect(m_steps, &StepList::chosen, this, [this](StepId step) {
        m_hasNewFailure = false; // who walks through the list stays in it
        goTo(step);
    });
    connect(m_page, &StepPage::startRequested, this, &MigrationView::startRequested);
    connect(m_page, &StepPage::pageRequested, this, [this](StepId step) {
        goTo(step);
        m_page->focusPrimary();
    });
    connect(m_page, &StepPage::stopRequested, this, &MigrationView::stopRequested);
    connect(m_page, &StepPage::goBackRequested, this, &MigrationView::goBackRequested);
    connect(m_page, &StepPage::stepByStepChosen, this, &MigrationView::stepByStepChosen);
    connect(m_page, &StepPage::answered, this, &MigrationView::answered);
    connect(m_page, &StepPage::secretGiven, this, &MigrationView::secretGiven);
    connect(m_page, &StepPage::profileRequested, this, &MigrationView::profileRequested);
    connect(m_page, &StepPage::outputRequested, m_log, &LogView::jumpToError);
    connect(m_askNow, &QPushButton::clicked, this, &MigrationView::askRequested);
    connect(m_banner, &Banner::profilesRequested, this, &MigrationView::profilesRequested);
    connect(m_notice, &Notice::agreed, this, &MigrationView::closeAgreed);
    goTo(StepId::Preflight);
}

void MigrationView::build()
{
    auto *middle = new QSplitter(Qt::Horizontal, this);
    middle->addWidget(m_steps);
    middle->addWidget(m_page);
    middle->addWidget(rightColumn());
    middle->setStretchFactor(1, 1);
    middle->setCollapsible(0, false);
    middle->setCollapsible(1, false);
    const int letter = fontMetrics().averageCharWidth();
    middle->setSizes({m_steps->minimumWidth(), letter * 100, letter * 40});

    auto *whole = new QSplitter(Qt::Vertical, this);
    whole->addWidget(middle);
    whole->addWidget(m_log);
    whole->setStretchFactor(0, 1);
    whole->setCollapsible(0, false);
    const int line = fontMetrics().lineSpacing();
    whole->setSizes({line * 34, line * 9});

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_notice);
    column->addWidget(whole, 1);
    setTabOrder(m_banner, m_steps);
    setTabOrder(m_steps, m_page);
    m_panel->setTabAfter(m_askNow);
}

QWidget *MigrationView::rightColumn()
{
    auto *column = new QWidget(this);
    column->setBackgroundRole(QPalette::Window);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(0);
    m_askNow->setObjectName(u"askNow"_s);
    m_askNow->setAccessibleDescription(tr("Asks OLD, NEW and DNS at once"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(14, 0, 14, 0);
    row->addStretch();
    row->addWidget(m_askNow);
    layout->addLayout(row);
    layout->addWidget(m_panel, 1);
    return column;
}

void MigrationView::attach(SessionController *session)
{
    setLog(session ? &session->log() : nullptr);
    if (!session)
        return;
    using Held = SessionController;
    connect(this, &MigrationView::startRequested, session, &Held::start);
    connect(this, &MigrationView::stopRequested, session, &Held::stop);
    connect(this, &MigrationView::goBackRequested, session, &Held::rollback);
    connect(this, &MigrationView::answered, session, &Held::answer);
    connect(this, &MigrationView::secretGiven, session, &Held::giveSecret);
    connect(this, &MigrationView::stepByStepChosen, session, &Held::setStopAtEveryPage);
    connect(this, &MigrationView::askRequested, session, &Held::askNow);
    const auto tellPlans = [=, this] { showPlans(session->plans()); };
    const auto tellReport = [=, this] { showReport(session->report()); };
    const auto tell = [=, this](const Snapshot &snapshot) {
        setRuns(session->runs());
        show(snapshot);
    };
    connect(session, &Held::plansChanged, this, tellPlans);
    connect(session, &Held::reportWritten, this, tellReport);
    connect(session, &Held::changed, this, tell);
    connect(session, &Held::troubled, this, &MigrationView::say);
    tellPlans();
    tellReport();
    tell(session->snapshot());
    goTo(pageToOpen(m_snapshot.state));
}

void MigrationView::show(const Snapshot &snapshot)
{
    m_snapshot = snapshot;
    followRun();
    followTtl();
    refresh();
}

// The pages of the cutover run through by themselves: whoever looks at the step
// at work is taken along, whoever went elsewhere to read is left there. A
// question takes everyone to its page, once.
void MigrationView::followRun()
{
    const State &state = m_snapshot.state;
    const auto running = state.runningStep();
    const bool watched = !m_runningBefore || m_current == *m_runningBefore;
    if (running && running != m_runningBefore && watched)
        m_current = *running;
    if (running)
        m_runningBefore = running;
    if (!state.running)
        m_runningBefore.reset();
    const QString question = state.question ? state.question->id : QString();
    if (!question.isEmpty() && question != m_questionBefore)
        m_current = questionPage(state);
    m_questionBefore = question;
    const QDateTime failure = newestFailure(state);
    m_hasNewFailure = failure.isValid() && (m_hasNewFailure || failure != m_failureBefore);
    m_failureBefore = failure;
}

// What the step only began is over hours later: whoever waits for it is told then.
void MigrationView::followTtl()
{
    const QString before = std::exchange(m_ttlWaits, {});
    if (oldTtlLeft(m_snapshot)) {
        m_ttlWaits = m_snapshot.profile.id;
        return;
    }
    if (before.isEmpty() || before != m_snapshot.profile.id || m_snapshot.state.running ||
        m_snapshot.state.serving != WhoServes::Old)
        return;
    say(tr("The old TTL has run out everywhere: this is the best time for the cutover."));
    QApplication::alert(window());
}

void MigrationView::refresh()
{
    m_banner->show(bannerWords(m_snapshot), m_snapshot.profile.domain);
    m_panel->show(panelData(m_snapshot), m_snapshot.now);
    m_askNow->setEnabled(!isUnwatched(m_snapshot));
    m_steps->show(m_snapshot);
    m_steps->setCurrent(m_current);
    m_page->show(m_current, m_snapshot, m_plans.value(m_current));
    if (m_hasNewFailure)
        m_hasNewFailure = !m_page->focusFailure();
}

void MigrationView::goTo(StepId step)
{
    m_current = step;
    refresh();
}

// Enter that nobody else wanted, in the list of steps or on the page. A question
// has buttons of its own: no Enter in passing may go past it.
void MigrationView::keyPressEvent(QKeyEvent *event)
{
    QWidget *at = QApplication::focusWidget();
    const bool here = at && (m_steps->isAncestorOf(at) || m_page->isAncestorOf(at));
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->isAutoRepeat())
        return; // held down since the page before
    if (!enter || !here)
        return QWidget::keyPressEvent(event);
    if (auto *button = qobject_cast<QPushButton *>(at))
        button->click();
    else if (!m_snapshot.state.question)
        m_page->pressPrimary();
}

void MigrationView::showPlans(const QHash<StepId, Plan> &plans)
{
    m_plans = plans;
    refresh();
}

void MigrationView::showReport(const QString &markdown) { m_page->showReport(markdown); }
void MigrationView::setRuns(const QList<QDateTime> &runs) { m_log->setRuns(runs); }
void MigrationView::setLog(const LogStore *log) { m_log->setStore(log); }

void MigrationView::askWhetherToClose()
{
    m_notice->ask(tr("The migration is at work. Stop it, and close when it has stopped?"),
                  tr("Stop and &close"), tr("&Keep running"));
}

void MigrationView::sayThatItCloses()
{
    say(tr("Relaymove is stopping, and closes when the run has ended."));
}

void MigrationView::say(const QString &text) { m_notice->say(text); }

} // namespace relaymove
