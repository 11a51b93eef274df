#include "ui/widgets/step_button.h"

#include "ui/look/tone.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QTextLayout>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {
constexpr int padding = 7;
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

int StepButton::textWidth() const { return columnWidth() - textLeft() - padding; }

QStringList StepButton::noteLines() const
{
    if (m_note.isEmpty())
        return {}; // of which the layout would make a line
    QTextLayout layout(m_note, noteFont());
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(textWidth());
        lines << m_note.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return lines;
}

QSize StepButton::sizeHint() const
{
    const int notes = int(noteLines().size()) * QFontMetrics(noteFont()).height();
    return {columnWidth(), fontMetrics().height() + notes + 2 * padding};
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
    paintMark(painter, QRectF(markLeft, padding, line, line), m_mark, palette());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(textLeft(), padding, textWidth(), line), Qt::AlignVCenter, text());
    painter.setFont(noteFont());
    painter.setPen(mutedText(palette()));
    int top = padding + line;
    for (const QString &part : noteLines()) {
        painter.drawText(QRect(textLeft(), top, textWidth(), line), 0, part);
        top += painter.fontMetrics().height();
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
