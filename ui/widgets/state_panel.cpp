#include "ui/widgets/state_panel.h"

#include "ui/theme/mark.h"
#include "ui/theme/tone.h"
#include "ui/widgets/card.h"
#include "ui/words/durations.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr int labelColumn = 15;         // letters
constexpr auto wholeText = "wholeText"; // a value's property: its label may be shortened

// A hash, which nobody reads to its end, and a list as long as an arm.
QString shortened(const QString &text)
{
    constexpr int word = 20, all = 80;
    if (text.size() > word && !text.contains(u' '))
        return text.left(word - 6) + u"…"_s;
    return text.size() > all ? text.left(all) + u" …"_s : text;
}

// What the rows are called; what stands in them comes and goes.
QStringList headings(const QList<PanelData> &parts)
{
    QStringList all;
    for (const PanelData &part : parts) {
        all << part.title << part.toDo;
        for (const auto &[label, text] : part.rows)
            all << label;
    }
    return all;
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
    setFocusPolicy(Qt::NoFocus); // its rows have it
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(fontMetrics().averageCharWidth() * 28);
}

void StatePanel::show(const QList<PanelData> &parts, const QDateTime &now)
{
    m_now = now;
    if (parts != m_parts) {
        const bool sameRows = headings(parts) == headings(m_parts);
        m_parts = parts;
        sameRows ? fill() : rebuild(); // whoever reads a row stays in it
    }
    showAges();
}

void StatePanel::rebuild()
{
    const bool held = std::ranges::any_of(m_values, &QWidget::hasFocus);
    m_ages.clear();
    m_values.clear();
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
            addRow(grid, row, part.rows[row].first);
        column->addLayout(grid);
        column->addSpacing(8);
    }
    column->addStretch();
    const int at = verticalScrollBar()->value();
    setWidget(m_content);
    fill();
    makeCurrent(qMin(m_row, m_values.size() - 1));
    if (held && !m_values.isEmpty())
        m_values[m_row]->setFocus();
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
        sign->setToolTip(plainToolTip(part.toDo));
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

void StatePanel::addRow(QGridLayout *grid, int row, const QString &label)
{
    auto *name = mutedLabel(label, m_content);
    name->setWordWrap(true);
    name->setFixedWidth(fontMetrics().averageCharWidth() * labelColumn);
    grid->addWidget(name, row, 0, Qt::AlignTop);
    auto *value = textLabel({}, m_content);
    scaleFont(value, 0.9);
    // Whatever it says, it must not push the panel out of the window.
    value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    value->setMinimumHeight(value->fontMetrics().height());
    value->setAlignment(Qt::AlignTop);
    value->installEventFilter(this);
    grid->addWidget(value, row, 1);
    m_values << value;
}

void StatePanel::fill()
{
    qsizetype at = 0;
    for (const PanelData &part : std::as_const(m_parts)) {
        for (const auto &[label, text] : part.rows) {
            QLabel *value = m_values[at++];
            value->setText(shortened(text));
            value->setToolTip(plainToolTip(text));
            value->setProperty(wholeText, text);
            value->setAccessibleName(u"%1: %2"_s.arg(label, text));
        }
    }
}

void StatePanel::makeCurrent(qsizetype row)
{
    for (QLabel *value : std::as_const(m_values))
        value->setFocusPolicy(Qt::ClickFocus);
    if (row < 0 || row >= m_values.size())
        return;
    m_row = row;
    m_values[row]->setFocusPolicy(Qt::StrongFocus);
    setTabOrder(m_before, m_values[row]);
}

void StatePanel::goTo(qsizetype row)
{
    if (row < 0 || row >= m_values.size())
        return;
    m_values[row]->setFocus();
    ensureWidgetVisible(m_values[row]);
}

void StatePanel::mark(QLabel *value, bool on)
{
    QPalette own;
    if (on)
        own.setColor(QPalette::Window, mixed(palette().color(QPalette::Window),
                                             palette().color(QPalette::Highlight), 0.22));
    value->setPalette(own);
    value->setAutoFillBackground(on);
}

bool StatePanel::eventFilter(QObject *watched, QEvent *event)
{
    auto *value = static_cast<QLabel *>(watched);
    if (!m_values.contains(value))
        return false; // on its way out
    if (event->type() == QEvent::FocusIn) {
        makeCurrent(m_values.indexOf(value));
        mark(value, true);
    } else if (event->type() == QEvent::FocusOut) {
        mark(value, false);
    } else if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down) {
            goTo(m_row + (key->key() == Qt::Key_Down ? 1 : -1));
            return true;
        }
        if (key->matches(QKeySequence::Copy) && !value->hasSelectedText()) {
            QGuiApplication::clipboard()->setText(value->property(wholeText).toString());
            return true;
        }
    }
    return QScrollArea::eventFilter(watched, event);
}

void StatePanel::showAges()
{
    for (qsizetype i = 0; i < m_ages.size(); ++i)
        m_ages[i]->setText(ageWords(m_parts[i], m_now));
}

} // namespace relaymove
