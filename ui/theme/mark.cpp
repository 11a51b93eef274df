#include "ui/theme/mark.h"

#include "core/base/unreachable.h"
#include "ui/theme/tone.h"

#include <QPainter>
#include <QPainterPath>

namespace relaymove {

namespace {

Tone toneOf(Mark mark)
{
    switch (mark) {
    case Mark::Open:
        return Tone::Plain;
    case Mark::Running:
        return Tone::Active;
    case Mark::Done:
        return Tone::Good;
    case Mark::Failed:
        return Tone::Bad;
    case Mark::Waiting:
    case Mark::Stopped:
        return Tone::Warning;
    }
    unreachable();
}

// Drawn in a square of 16 units; only outlines, so that one pen serves them all.
QPainterPath sign(Mark mark)
{
    QPainterPath path;
    switch (mark) {
    case Mark::Open:
        break;
    case Mark::Running:
        path.moveTo(6.4, 4.8);
        path.lineTo(11.2, 8);
        path.lineTo(6.4, 11.2);
        path.closeSubpath();
        break;
    case Mark::Waiting:
        path.moveTo(8, 4.2);
        path.lineTo(8, 8.2);
        path.lineTo(10.8, 9.8);
        break;
    case Mark::Done:
        path.moveTo(4.6, 8.3);
        path.lineTo(7, 10.7);
        path.lineTo(11.4, 5.6);
        break;
    case Mark::Failed:
        path.moveTo(8, 4);
        path.lineTo(8, 8.8);
        path.moveTo(8, 11.7);
        path.lineTo(8, 11.8);
        break;
    case Mark::Stopped:
        path.moveTo(5, 8);
        path.lineTo(11, 8);
        break;
    }
    return path;
}

} // namespace

void paintMark(QPainter &painter, const QRectF &where, Mark mark, const QPalette &palette)
{
    const bool hollow = mark == Mark::Open || mark == Mark::Waiting;
    const QColor colour = toneColour(toneOf(mark), palette);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(where.topLeft());
    painter.scale(where.width() / 16, where.height() / 16);
    painter.setPen(hollow ? QPen(colour, 1.2) : Qt::NoPen);
    painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(colour));
    painter.drawEllipse(QRectF(1, 1, 14, 14));
    const QColor ink = hollow ? colour : palette.color(QPalette::Base);
    painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(mark == Mark::Running ? QBrush(ink) : QBrush(Qt::NoBrush));
    painter.drawPath(sign(mark));
    painter.restore();
}

QPixmap markPixmap(Mark mark, int size, const QPalette &palette, qreal devicePixelRatio)
{
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintMark(painter, QRectF(0, 0, size, size), mark, palette);
    return pixmap;
}

} // namespace relaymove
