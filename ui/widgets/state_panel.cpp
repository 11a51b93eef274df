#include "ui/widgets/state_panel.h"

#include "ui/look/mark.h"
#include "ui/widgets/card.h"
#include "ui/words/durations.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr int labelColumn = 15; // letters

// A hash, which nobody reads to its end, and a list as long as an arm.
QString shortened(const QString &text)
{
    constexpr int word = 20, all = 80;
    if (text.size() > word && !text.contains(u' '))
        return text.left(word - 6) + u"…"_s;
    return text.size() > all ? text.left(all) + u" …"_s : text;
}

QString ageWords(const PanelData &part, const QDateTime &now)
{
    if (!part.probedAt.isValid() && part.answered)
        return StatePanel::tr("not asked yet");
    if (part.answered)
        return StatePanel::tr("%1 ago").arg(roughDurationWords(secondsBetween(part.probedAt, now)));
    return part.lastAnswer.isValid()
               ? StatePanel::tr("unknown since %1").arg(momentWords(part.lastAnswer, now))
               : StatePanel::tr("unknown");
}

} // namespace

StatePanel::StatePanel(QWidget *parent) : QScrollArea(parent)
{
    setObjectName(u"statePanel"_s);
    setAccessibleName(tr("What was seen on OLD, in DNS, on NEW"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(fontMetrics().averageCharWidth() * 28);
}

void StatePanel::show(const QList<PanelData> &parts, const QDateTime &now)
{
    m_now = now;
    if (parts != m_parts) {
        m_parts = parts;
        rebuild();
    }
    showAges();
}

void StatePanel::rebuild()
{
    m_ages.clear();
    m_content = new QWidget(this);
    m_content->setBackgroundRole(QPalette::Window);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(14, 10, 14, 10);
    for (const PanelData &part : m_parts) {
        column->addLayout(head(part));
        auto *grid = new QGridLayout;
        grid->setHorizontalSpacing(10);
        grid->setVerticalSpacing(2);
        grid->setColumnStretch(1, 1);
        for (int row = 0; row < part.rows.size(); ++row)
            addRow(grid, row, part.rows[row].first, part.rows[row].second);
        column->addLayout(grid);
        column->addSpacing(8);
    }
    column->addStretch();
    const int at = verticalScrollBar()->value();
    setWidget(m_content);
    verticalScrollBar()->setValue(at); // who reads about NEW goes on reading there
}

QLayout *StatePanel::head(const PanelData &part)
{
    auto *line = new QHBoxLayout;
    if (!part.toDo.isEmpty()) {
        auto *sign = new QLabel(m_content);
        sign->setPixmap(
            markPixmap(Mark::Waiting, fontMetrics().height(), palette(), devicePixelRatioF()));
        sign->setAccessibleName(part.toDo);
        sign->setToolTip(part.toDo);
        line->addWidget(sign, 0, Qt::AlignTop);
    }
    auto *title = textLabel(u"panel-%1"_s.arg(part.title.section(u' ', 0, 0)), m_content);
    scaleFont(title, 0.95, true);
    title->setText(part.title);
    m_ages << mutedLabel({}, m_content);
    line->addWidget(title, 1);
    line->addWidget(m_ages.last(), 0, Qt::AlignTop);
    return line;
}

void StatePanel::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_content) {
        rebuild();
        showAges();
    }
}

void StatePanel::addRow(QGridLayout *grid, int row, const QString &label, const QString &text)
{
    auto *name = mutedLabel(label, m_content);
    name->setWordWrap(true);
    name->setFixedWidth(fontMetrics().averageCharWidth() * labelColumn);
    grid->addWidget(name, row, 0, Qt::AlignTop);
    auto *value = textLabel({}, m_content);
    scaleFont(value, 0.9);
    value->setText(shortened(text));
    value->setToolTip(text);
    // Whatever it says, it must not push the panel out of the window.
    value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    value->setMinimumHeight(value->fontMetrics().height());
    value->setAlignment(Qt::AlignTop);
    grid->addWidget(value, row, 1);
}

void StatePanel::showAges()
{
    for (qsizetype i = 0; i < m_ages.size(); ++i)
        m_ages[i]->setText(ageWords(m_parts[i], m_now));
}

} // namespace relaymove
