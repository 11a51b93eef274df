#include "ui/widgets/step_list.h"

#include "ui/widgets/card.h"
#include "ui/widgets/step_button.h"
#include "ui/words/step_words.h"

#include <QButtonGroup>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {
constexpr int edge = 8;
constexpr int gap = 4; // between the groups
} // namespace

StepList::StepList(QWidget *parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Steps"));
    setFocusPolicy(Qt::NoFocus);

    auto *column = new QWidget(this);
    column->setBackgroundRole(QPalette::Window);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, edge, 0, edge);
    layout->setSpacing(gap);
    layout->addWidget(group(tr("BEFORE"), stepsOf(Stage::Before)));
    layout->addWidget(group(tr("THE CUTOVER"), stepsOf(Stage::Cutover)));
    layout->addWidget(group(tr("AFTER"), stepsOf(Stage::After)));
    layout->addStretch();

    auto *exclusive = new QButtonGroup(this);
    for (const StepId step : allSteps()) {
        exclusive->addButton(m_buttons[step]);
        connect(m_buttons[step], &StepButton::clicked, this, [this, step] { Q_EMIT chosen(step); });
    }
    setWidget(column);
    setMinimumWidth(column->sizeHint().width() + verticalScrollBar()->sizeHint().width());
    setMaximumWidth(minimumWidth());
}

QWidget *StepList::group(const QString &heading, const QList<StepId> &steps)
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *label = mutedLabel(heading, box);
    scaleFont(label, 0.95, true);
    label->setContentsMargins(16, 4, 0, 2);
    layout->addWidget(label);
    m_headings << label;
    for (const StepId step : steps) {
        auto *button = new StepButton(stepTitle(step), u"step-"_s + stepName(step), box);
        m_buttons.insert(step, button);
        layout->addWidget(button);
    }
    return box;
}

void StepList::show(const Snapshot &snapshot)
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it) {
        const StepState &step = snapshot.state.step(it.key());
        it.value()->setState(stepMark(it.key(), snapshot), phaseWord(step.phase),
                             stepNote(it.key(), snapshot));
    }
    fit();
}

// All steps are in sight, if need be with fewer words.
void StepList::fit()
{
    int needed = 2 * edge + gap * int(m_headings.size());
    for (const QLabel *heading : std::as_const(m_headings))
        needed += heading->sizeHint().height();
    for (const StepButton *button : std::as_const(m_buttons))
        needed += button->roomyHeight();
    for (StepButton *button : std::as_const(m_buttons))
        button->setCompact(needed > viewport()->height());
}

void StepList::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

void StepList::setCurrent(StepId step)
{
    if (m_buttons[step]->isChecked())
        return;
    m_buttons[step]->setChecked(true);
    // Tab comes to the current step; arrows go on from there.
    for (StepButton *button : std::as_const(m_buttons))
        button->setFocusPolicy(button->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
    ensureWidgetVisible(m_buttons[step]);
}

} // namespace relaymove
