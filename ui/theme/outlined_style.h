#pragma once
#include <QProxyStyle>

namespace relaymove {

// The platform's style, with outlines that are seen on a dark ground, too: Fusion
// draws those of boxes and fields darker than the window, which there is nothing.
class OutlinedStyle : public QProxyStyle
{
    Q_OBJECT

public:
    using QProxyStyle::QProxyStyle;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
};

} // namespace relaymove
