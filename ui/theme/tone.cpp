#include "ui/theme/tone.h"

#include "core/base/unreachable.h"

#include <QFont>
#include <QTextDocument>
#include <QWidget>

namespace relaymove {

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() <
           palette.color(QPalette::WindowText).lightness();
}

QColor toneColour(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Plain:
        return mutedText(palette);
    case Tone::Good:
        return dark ? QColor(0x5f, 0xc9, 0x88) : QColor(0x1d, 0x80, 0x4a);
    case Tone::Active:
        return dark ? QColor(0x6a, 0xaa, 0xf5) : QColor(0x1f, 0x63, 0xc4);
    case Tone::Warning:
        return dark ? QColor(0xe6, 0xb4, 0x50) : QColor(0x9a, 0x63, 0x00);
    case Tone::Bad:
        return dark ? QColor(0xf2, 0x7c, 0x78) : QColor(0xb8, 0x26, 0x26);
    }
    unreachable();
}

QColor mixed(const QColor &a, const QColor &b, double partOfB)
{
    const auto channel = [&](int from, int to) { return int(from + (to - from) * partOfB); };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

QColor mutedText(const QPalette &palette)
{
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.38);
}

void scaleFont(QWidget *widget, double factor, bool bold)
{
    QFont font = widget->font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(int(font.pixelSize() * factor));
    font.setBold(bold);
    widget->setFont(font);
}

QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? text : Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal);
}

} // namespace relaymove
