#pragma once
#include <QColor>
#include <QPalette>

class QWidget;

namespace relaymove {

// What a colour says. The colours themselves follow the palette's lightness, so
// that they are read on a light and on a dark ground alike.
enum class Tone { Plain, Good, Active, Warning, Bad };

bool isDark(const QPalette &palette);
QColor toneColour(Tone tone, const QPalette &palette);
QColor mixed(const QColor &a, const QColor &b, double partOfB);
// Text that steps back, yet is read easily.
QColor mutedText(const QPalette &palette);

// A font relative to the one that the platform gave.
void scaleFont(QWidget *widget, double factor, bool bold = false);

// A tool tip that shows its text as it is: Qt takes what looks like HTML for HTML.
QString plainToolTip(const QString &text);

} // namespace relaymove
