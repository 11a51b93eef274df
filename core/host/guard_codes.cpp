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
    Failure failure{.kind = FailureKind::StateRefused, .where = where, .raw = error};
    switch (exitCode) {
    case guardcode::otherLease:
        failure.kind = FailureKind::LeaseTaken;
        failure.arguments = {valueIn(said, u"who"_s), localMoment(QDateTime::fromSecsSinceEpoch(
                                                          valueIn(said, u"since"_s).toLongLong()))};
        break;
    case guardcode::otherMigration:
        failure.kind = FailureKind::LockedByOther;
        failure.arguments = {valueIn(said, u"migration"_s)};
        break;
    case guardcode::isLocked:
        failure.kind = FailureKind::CommandTimedOut;
        failure.arguments = {command, u"90"_s};
        break;
    default:
        failure.arguments = {exitCode == guardcode::noRecord
                                 ? UserText::tr("it takes part in no move")
                                 : valueIn(said, u"state"_s),
                             valueIn(said, u"cutover"_s), command};
    }
    return failure;
}

} // namespace relaymove
