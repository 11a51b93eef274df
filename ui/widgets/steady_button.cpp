#include "ui/widgets/steady_button.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace relaymove {

void SteadyButton::mouseDoubleClickEvent(QMouseEvent *event) { event->accept(); }

void SteadyButton::keyPressEvent(QKeyEvent *event)
{
    if (event->isAutoRepeat())
        event->accept();
    else
        QPushButton::keyPressEvent(event);
}

} // namespace relaymove
