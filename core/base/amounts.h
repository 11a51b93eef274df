#pragma once
#include <QDateTime>
#include <QString>

namespace relaymove {

// Numbers and moments in what is told to a person, as their language and place write them.
QString numberText(qint64 number);
QString tenthsText(double number); // "3.1"
QString sizeText(qint64 bytes);    // "1.4 MB"
// With the date, where it is not that of `now`.
QString localMoment(const QDateTime &moment,
                    const QDateTime &now = QDateTime::currentDateTimeUtc());
QString filesText(qint64 files); // "1 file", "1,204 files"

} // namespace relaymove
