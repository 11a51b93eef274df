#include "ui/words/durations.h"

#include <QCoreApplication>
#include <QLocale>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {
struct Durations
{
    Q_DECLARE_TR_FUNCTIONS(Durations)
};

QString one(double amount, const QString &unit)
{
    const QLocale locale;
    if (unit == u"bytes")
        return locale.formattedDataSize(qint64(amount), 1, QLocale::DataSizeSIFormat);
    return locale.toString(qint64(amount));
}
} // namespace

QString durationWords(double seconds)
{
    if (seconds < 10)
        return Durations::tr("%1 s").arg(
            QLocale().toString(qMax(0.0, seconds), 'f', seconds < 0.095 ? 2 : 1));
    return roughDurationWords(seconds);
}

QString roughDurationWords(double seconds)
{
    if (seconds < 60)
        return Durations::tr("%1 s").arg(int(seconds));
    const int minutes = int(seconds / 60);
    if (minutes < 10)
        return Durations::tr("%1 min %2 s")
            .arg(minutes)
            .arg(int(seconds) % 60, 2, 10, QLatin1Char('0'));
    if (minutes < 60)
        return Durations::tr("%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return Durations::tr("%1 h %2 min")
            .arg(minutes / 60)
            .arg(minutes % 60, 2, 10, QLatin1Char('0'));
    return Durations::tr("%1 days").arg(minutes / 1440);
}

double secondsBetween(const QDateTime &from, const QDateTime &to)
{
    return double(from.msecsTo(to)) / 1000;
}

QString momentWords(const QDateTime &moment, const QDateTime &now)
{
    const QLocale locale;
    const QDateTime here = moment.toLocalTime();
    if (here.date() == now.toLocalTime().date())
        return locale.toString(here.time(), QLocale::ShortFormat);
    return locale.toString(here, QLocale::ShortFormat);
}

QString amountWords(double done, double total, const QString &unit)
{
    if (total <= 0)
        return one(done, unit);
    return Durations::tr("%1 of %2").arg(one(done, unit), one(total, unit));
}

QString rateWords(double rate, const QString &unit)
{
    return Durations::tr("%1/s").arg(one(rate, unit));
}

} // namespace relaymove
