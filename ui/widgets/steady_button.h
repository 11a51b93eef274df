#pragma once
#include <QPushButton>

namespace relaymove {

// One press is one click: the second half of a double click and a key that is held
// down belong to what was pressed, not to the button that took its place meanwhile.
class SteadyButton : public QPushButton
{
    Q_OBJECT

public:
    using QPushButton::QPushButton;

protected:
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace relaymove
