#include "core/copy/rsync_output.h"

#include "core/base/amounts.h"

#include <QRegularExpression>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

double bytesPerSecond(const QString &number, const QString &unit)
{
    double factor = 1;
    if (unit == u"kB")
        factor = 1024;
    else if (unit == u"MB")
        factor = 1024.0 * 1024;
    else if (unit == u"GB")
        factor = 1024.0 * 1024 * 1024;
    return number.toDouble() * factor;
}

qint64 digits(const QString &text) { return amountIn(QString(text).remove(u',')).value_or(0); }

} // namespace

std::optional<Progress> parseRsyncProgress(QStringView line)
{
    static const QRegularExpression pattern(
        u"^\\s*([\\d,]+)\\s+(\\d+)%\\s+([\\d.]+)(B|kB|MB|GB)/s\\s+(\\d+):(\\d\\d):(\\d\\d)"_s);
    const auto match = pattern.match(line.toString());
    if (!match.hasMatch())
        return std::nullopt;
    Progress progress{.text = {},
                      .done = double(digits(match.captured(1))),
                      .total = 0,
                      .unit = u"bytes"_s,
                      .rate = bytesPerSecond(match.captured(3), match.captured(4)),
                      .secondsLeft = {}};
    if (const int percent = match.captured(2).toInt(); percent > 0 && percent <= 100)
        progress.total = progress.done * 100 / percent;
    // While rsync still looks for files its figure is the time gone by, not left.
    if (line.contains(u"to-chk"))
        progress.secondsLeft = match.captured(5).toDouble() * 3600 +
                               match.captured(6).toDouble() * 60 + match.captured(7).toDouble();
    return progress;
}

void takeRsyncStat(QStringView line, RsyncTotals &totals)
{
    static const QRegularExpression files(u"^Number of regular files transferred: ([\\d,]+)"_s);
    static const QRegularExpression bytes(u"^Total transferred file size: ([\\d,]+)"_s);
    if (const auto match = files.match(line.toString()); match.hasMatch())
        totals.files = digits(match.captured(1));
    if (const auto match = bytes.match(line.toString()); match.hasMatch())
        totals.bytes = digits(match.captured(1));
}

} // namespace relaymove
