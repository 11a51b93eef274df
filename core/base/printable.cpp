#include "core/base/printable.h"

#include <algorithm>

namespace relaymove {

namespace {

bool isHidden(char32_t character)
{
    if (character == U'\n' || character == U'\t')
        return false;
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate: // half a character
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

} // namespace

QString printable(const QString &text)
{
    const auto isPlain = [](QChar unit) {
        return (unit >= u' ' && unit < u'\x7f') || unit == u'\n' || unit == u'\t';
    };
    if (std::ranges::all_of(text, isPlain))
        return text; // nearly all
    QString shown;
    shown.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        if (text.at(at) == u'\r' && at + 1 < text.size() && text.at(at + 1) == u'\n')
            ++at; // a line's end, as some write it
        const bool isPair = text.at(at).isHighSurrogate() && at + 1 < text.size() &&
                            text.at(at + 1).isLowSurrogate();
        const qsizetype units = isPair ? 2 : 1;
        const char32_t character = isPair ? QChar::surrogateToUcs4(text.at(at), text.at(at + 1))
                                          : char32_t(text.at(at).unicode());
        for (const QChar unit : QStringView(text).sliced(at, units)) {
            if (isHidden(character))
                shown += QStringLiteral("\\u%1").arg(unit.unicode(), 4, 16, QLatin1Char('0'));
            else
                shown += unit;
        }
        at += units;
    }
    return shown;
}

} // namespace relaymove
