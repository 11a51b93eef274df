#include "ui/theme/outlined_style.h"

#include "ui/theme/tone.h"

#include <QPainter>
#include <QStyleOption>

namespace relaymove {

namespace {

bool isOutlined(QStyle::PrimitiveElement element)
{
    return element == QStyle::PE_IndicatorCheckBox || element == QStyle::PE_FrameLineEdit ||
           element == QStyle::PE_PanelLineEdit;
}

} // namespace

void OutlinedStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                  QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const QPalette &colours = option->palette;
    // The one with the focus has its own.
    const bool focused = element != PE_IndicatorCheckBox && (option->state & State_HasFocus);
    if (!isOutlined(element) || !isDark(colours) || focused)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        mixed(colours.color(QPalette::Window), colours.color(QPalette::WindowText), 0.4));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter->restore();
}

} // namespace relaymove
