#include "ui/widgets/progress_card.h"

#include "ui/words/durations.h"
#include "ui/words/step_words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QString elapsedWords(const StepState &step, const QDateTime &now)
{
    if (!step.started.isValid())
        return {};
    const bool over = step.phase != StepPhase::Running && step.ended.isValid();
    return durationWords(secondsBetween(step.started, over ? step.ended : now));
}

bool isWorthShowing(const StepState &step)
{
    return step.phase == StepPhase::Running ||
           (step.progress &&
            (step.phase == StepPhase::Failed || step.phase == StepPhase::Cancelled));
}

} // namespace

ProgressCard::ProgressCard(QWidget *parent)
    : Card(tr("PROGRESS"), parent), m_text(textLabel(u"progressText"_s, this)),
      m_elapsed(mutedLabel({}, this)), m_bar(new QProgressBar(this))
{
    setObjectName(u"progress"_s);
    m_bar->setObjectName(u"progressBar"_s);
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_text, 1);
    row->addWidget(m_elapsed, 0, Qt::AlignTop);
    body()->addLayout(row);
    body()->addWidget(m_bar);
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(0);
    for (int column = 0; column < columns; ++column) {
        m_values[column] = textLabel(u"figure-%1"_s.arg(column), this);
        scaleFont(m_values[column], 1.25, true);
        m_captions[column] = mutedLabel({}, this);
        grid->addWidget(m_values[column], 0, column);
        grid->addWidget(m_captions[column], 1, column);
    }
    body()->addLayout(grid);
}

void ProgressCard::show(StepId id, const Snapshot &snapshot)
{
    const StepState &step = snapshot.state.step(id);
    setVisible(isWorthShowing(step));
    if (!isVisibleTo(parentWidget()))
        return;
    const QString said = step.progress ? step.progress->text : QString();
    m_text->setText(said.isEmpty() ? step.note : said);
    m_elapsed->setText(elapsedWords(step, snapshot.now));
    showBar(step);
    showFigures(id, snapshot.state);
}

void ProgressCard::showBar(const StepState &step)
{
    constexpr int fine = 1000;
    const bool known = step.progress && step.progress->total > 0;
    // Without a total, an idle bar would look like work that goes on.
    m_bar->setVisible(known || step.phase == StepPhase::Running);
    m_bar->setRange(0, known ? fine : 0);
    if (known)
        m_bar->setValue(int(fine * qBound(0.0, step.progress->done / step.progress->total, 1.0)));
    QPalette colours;
    if (step.phase == StepPhase::Failed)
        colours.setColor(QPalette::Highlight, toneColour(Tone::Bad, palette()));
    m_bar->setPalette(colours);
}

void ProgressCard::showFigures(StepId step, const State &state)
{
    const QList<Figure> list = figures(step, state);
    for (int column = 0; column < columns; ++column) {
        const Figure figure = list.value(column);
        m_values[column]->setText(figure.value);
        m_captions[column]->setText(figure.caption);
        m_values[column]->setVisible(!figure.value.isEmpty());
        m_captions[column]->setVisible(!figure.value.isEmpty());
    }
}

} // namespace relaymove
