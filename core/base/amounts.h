#pragma once
#include <QDateTime>
#include <QString>

#include <optional>

namespace relaymove {

// Numbers and moments in what is told to a person, as their language and place write them.
QString numberText(qint64 number);
QString tenthsText(double number); // "3.1"
QString sizeText(qint64 bytes);    // "1.4 MB"
// With the date, where it is not that of `now`.
QString localMoment(const QDateTime &moment,
                    const QDateTime &now = QDateTime::currentDateTimeUtc());
QString filesText(qint64 files); // "1 file", "1,204 files"

// A count or a size as a machine said it: none where that is no number, or below zero. None is
// so large that a sum of some of them isn't one.
std::optional<qint64> amountIn(const QString &text);
int countIn(const QString &text); // 0 where it is none

} // namespace relaymove
