#pragma once
#include <QPalette>
#include <QPixmap>
#include <QRectF>

class QPainter;

namespace relaymove {

// The round sign before a step or a claim. Its form says the same as its colour.
enum class Mark { Open, Running, Waiting, Done, Failed, Stopped };

void paintMark(QPainter &painter, const QRectF &where, Mark mark, const QPalette &palette);
QPixmap markPixmap(Mark mark, int size, const QPalette &palette, qreal devicePixelRatio);

} // namespace relaymove
