#include "ui/widgets/step_button.h"

#include "ui/theme/tone.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QTextLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {
constexpr int roomy = 7;
constexpr int tight = 3;
constexpr int markLeft = 16;
} // namespace

StepButton::StepButton(const QString &title, const QString &objectName, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(title);
    setObjectName(objectName);
    setAccessibleName(title);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &StepButton::toggled, this, &QWidget::updateGeometry);
}

void StepButton::setState(Mark mark, const QString &phase, const QString &note)
{
    // "failed at 03:12" says "failed" already.
    const QString more = note.startsWith(phase) ? note : u"%1, %2"_s.arg(phase, note);
    const QString spoken = note.isEmpty() ? phase : more;
    if (mark == m_mark && note == m_note && spoken == accessibleDescription())
        return;
    m_mark = mark;
    m_note = note;
    setAccessibleDescription(spoken);
    setToolTip(plainToolTip(note));
    updateGeometry();
    update();
}

QFont StepButton::noteFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.87);
    return small;
}

int StepButton::textLeft() const { return markLeft + fontMetrics().height() + 9; }

int StepButton::columnWidth() const { return fontMetrics().averageCharWidth() * 31; }

int StepButton::textWidth() const { return columnWidth() - textLeft() - roomy; }

void StepButton::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    updateGeometry();
    update();
}

bool StepButton::showsNote() const
{
    const bool isNews = m_mark != Mark::Open && m_mark != Mark::Done;
    return !m_note.isEmpty() && (!m_compact || isChecked() || isNews);
}

int StepButton::padding() const { return m_compact ? tight : roomy; }

QStringList StepButton::noteLines() const
{
    QTextLayout layout(m_note, noteFont());
    layout.beginLayout();
    QTextLine first = layout.createLine();
    if (first.isValid())
        first.setLineWidth(textWidth());
    layout.endLayout();
    const int end = first.isValid() ? first.textLength() : 0;
    QStringList lines{m_note.left(end).trimmed()};
    if (end < m_note.size())
        lines << m_note.mid(end);
    return lines;
}

bool StepButton::isNoteCut() const
{
    return showsNote() &&
           QFontMetrics(noteFont()).horizontalAdvance(noteLines().last()) > textWidth();
}

int StepButton::heightWith(bool note) const
{
    const int lines = note ? int(noteLines().size()) : 0;
    return fontMetrics().height() + lines * QFontMetrics(noteFont()).height();
}

int StepButton::roomyHeight() const { return heightWith(!m_note.isEmpty()) + 2 * roomy; }

QSize StepButton::sizeHint() const
{
    return {columnWidth(), heightWith(showsNote()) + 2 * padding()};
}

void StepButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor accent = palette().color(QPalette::Highlight);
    if (isChecked() || underMouse())
        painter.fillRect(
            rect(), mixed(palette().color(QPalette::Window), accent, isChecked() ? 0.22 : 0.08));
    if (isChecked())
        painter.fillRect(QRect(0, 0, 3, height()), accent);

    const int line = fontMetrics().height();
    paintMark(painter, QRectF(markLeft, padding(), line, line), m_mark, palette());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(textLeft(), padding(), textWidth(), line), Qt::AlignVCenter, text());
    if (showsNote()) {
        painter.setFont(noteFont());
        painter.setPen(mutedText(palette()));
        int top = padding() + line;
        for (const QString &text : noteLines()) {
            painter.drawText(QRect(textLeft(), top, textWidth(), line), 0,
                             painter.fontMetrics().elidedText(text, Qt::ElideRight, textWidth()));
            top += painter.fontMetrics().height();
        }
    }

    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        option.rect = rect().adjusted(4, 1, -1, -1);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

bool StepButton::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave ||
        event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

} // namespace relaymove
