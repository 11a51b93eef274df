#include "core/base/amounts.h"

#include "core/base/user_text.h"

#include <QLocale>

#include <algorithm>
#include <limits>

namespace relaymove {
using namespace Qt::StringLiterals;

QString numberText(qint64 number) { return QLocale().toString(number); }

QString tenthsText(double seconds) { return QLocale().toString(seconds, 'f', 1); }

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString localMoment(const QDateTime &moment, const QDateTime &now)
{
    const QDateTime here = moment.toLocalTime();
    const bool today = here.date() == now.toLocalTime().date();
    return here.toString(today ? u"hh:mm"_s : u"yyyy-MM-dd hh:mm"_s);
}

QString filesText(qint64 files)
{
    return files == 1 ? UserText::tr("1 file") : UserText::tr("%1 files").arg(numberText(files));
}

std::optional<qint64> amountIn(const QString &text)
{
    constexpr qint64 most = qint64(1) << 53; // eight petabytes
    bool isNumber = false;
    const qint64 number = text.trimmed().toLongLong(&isNumber);
    if (!isNumber || number < 0)
        return std::nullopt;
    return std::min(number, most);
}

int countIn(const QString &text)
{
    return int(std::min<qint64>(amountIn(text).value_or(0), std::numeric_limits<int>::max() / 2));
}

} // namespace relaymove
