#include "ui/widgets/cutover_chart.h"

#include "ui/theme/tone.h"
#include "ui/words/durations.h"

#include <QPainter>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {
// Of the width; the rest is for the words after the last bar.
constexpr double partForBars = 0.68;
} // namespace

CutoverChart::CutoverChart(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"cutoverChart"_s);
    setAccessibleName(tr("How the cutover's time was spent"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CutoverChart::show(const QList<CutoverBar> &bars, std::optional<double> projected)
{
    if (bars == m_bars && projected == m_projected)
        return;
    const bool grows = bars.size() != m_bars.size();
    m_bars = bars;
    m_projected = projected;
    setAccessibleDescription(cutoverWords(bars));
    if (grows)
        updateGeometry();
    update();
}

int CutoverChart::rowHeight() const { return fontMetrics().height() + 7; }

QSize CutoverChart::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 50, rowHeight() * int(m_bars.size() + 1)};
}

void CutoverChart::paintEvent(QPaintEvent *)
{
    double longest = m_projected.value_or(0);
    for (const CutoverBar &bar : m_bars)
        longest = qMax(longest, bar.to);
    if (longest <= 0)
        return;
    const double pixelsPerSecond = width() * partForBars / longest;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_projected)
        paintProjected(painter, pixelsPerSecond);
    for (int row = 0; row < m_bars.size(); ++row)
        paintBar(painter, row, pixelsPerSecond);
}

void CutoverChart::paintBar(QPainter &painter, int row, double pixelsPerSecond) const
{
    const CutoverBar &bar = m_bars[row];
    const int top = rowHeight() * (row + 1);
    const QRectF shape(bar.from * pixelsPerSecond, top,
                       qMax(3.0, (bar.to - bar.from) * pixelsPerSecond), rowHeight() - 5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneColour(bar.running ? Tone::Active : Tone::Good, palette()));
    painter.drawRoundedRect(shape, 2, 2);
    const QString text = bar.running ? bar.label + u" …"_s
                                     : u"%1 %2"_s.arg(bar.label, durationWords(bar.to - bar.from));
    painter.setPen(palette().color(QPalette::WindowText));
    // Ground below the words: the dashed line must not strike them through.
    const QRectF place(shape.right() + 6, top, fontMetrics().horizontalAdvance(text) + 4,
                       shape.height());
    painter.fillRect(place, palette().color(QPalette::Base));
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, text);
}

void CutoverChart::paintProjected(QPainter &painter, double pixelsPerSecond) const
{
    const double x = *m_projected * pixelsPerSecond;
    painter.setPen(QPen(toneColour(Tone::Warning, palette()), 1.4, Qt::DashLine));
    painter.drawLine(QPointF(x, 2), QPointF(x, height() - 3));
    painter.drawText(QRectF(x + 6, 0, width() - x - 6, rowHeight() - 5),
                     Qt::AlignVCenter | Qt::AlignLeft,
                     tr("projected %1").arg(durationWords(*m_projected)));
}

} // namespace relaymove
