#include "core/host/guard_codes.h"

#include "core/base/amounts.h"
#include "core/base/user_text.h"

#include <QDateTime>
#include <QRegularExpression>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr auto word = "relaymove-guard:";

QString valueIn(const QString &text, const QString &name)
{
    const QRegularExpression pattern(u"(?:^| )%1=(\\S*)"_s.arg(name));
    return pattern.match(text).captured(1);
}

} // namespace

bool isRefusal(int exitCode, const QByteArray &error)
{
    return exitCode >= guardcode::wrongState && exitCode <= guardcode::otherBoot &&
           error.contains(word);
}

Failure refusalOf(const QString &command, Role where, int exitCode, const QByteArray &error)
{
    const QString said = QString::fromUtf8(error.mid(error.lastIndexOf(word)));
    const auto value = [&](const QString &name) { return valueIn(said, name); };
    switch (exitCode) {
    case guardcode::otherLease: {
        const auto since = QDateTime::fromSecsSinceEpoch(value(u"since"_s).toLongLong());
        return {failure::LeaseTaken{value(u"who"_s), localMoment(since)}, where, error};
    }
    case guardcode::otherMigration:
        return {failure::LockedByOther{value(u"migration"_s)}, where, error};
    case guardcode::isLocked:
        return {failure::CommandTimedOut{command, 90}, where, error};
    case guardcode::noRecord:
        return {failure::StateRefused{{}, value(u"cutover"_s), command}, where, error};
    default:
        return {failure::StateRefused{value(u"state"_s), value(u"cutover"_s), command}, where,
                error};
    }
}

} // namespace relaymove
