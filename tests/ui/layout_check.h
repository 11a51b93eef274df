#pragma once
#include <QList>
#include <QRect>
#include <QStringList>

class QImage;
class QWidget;

namespace relaymove {

// What of a page has less height than it needs; empty when the layout is fine.
// While a page changes, Qt needs a few rounds until it is.
QString squeezed(const QWidget &page);

// Where everything is that can be seen: the same twice means that no layout is due.
QList<QPair<const QWidget *, QRect>> places(const QWidget &window);

// Texts that a person sees only a part of: labels, buttons, fields, tables that
// are narrower or lower than what they say, or that something cuts off.
QStringList cutTexts(const QWidget &window);

// Controls that a screen reader could not name.
QStringList namelessControls(const QWidget &window);

// Keys with Alt that lead to two places at once, and so to none of them.
QStringList doubleKeys(const QWidget &window);

// Labels that hardly stand out from the ground that they have in the picture
// (WCAG 2.1, 1.4.3: 4.5 to 1).
QStringList paleTexts(const QWidget &window, const QImage &picture);

} // namespace relaymove
