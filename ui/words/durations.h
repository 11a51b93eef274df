#pragma once
#include <QDateTime>
#include <QString>

namespace relaymove {

// "1.3 s", "41 min", "3 h 12 min", "2 days": as exact as a person wants it.
QString durationWords(double seconds);
// The same without parts of a second.
QString roughDurationWords(double seconds);
double secondsBetween(const QDateTime &from, const QDateTime &to);
// A moment in the person's own time zone: "18:42", or with its day when that is
// another one than now's.
QString momentWords(const QDateTime &moment, const QDateTime &now);
// "281 MB of 460 MB", "71 of 117".
QString amountWords(double done, double total, const QString &unit);
// "23.1 MB/s"
QString rateWords(double rate, const QString &unit);

} // namespace relaymove
