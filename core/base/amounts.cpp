#include "core/base/amounts.h"

#include "core/base/said.h"

#include <QLocale>

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
    return files == 1 ? Said::tr("1 file") : Said::tr("%1 files").arg(numberText(files));
}

} // namespace relaymove
