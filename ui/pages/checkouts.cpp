#include "ui/pages/checkouts.h"

#include <QDir>
#include <QFileInfo>

namespace relaymove {
using namespace Qt::StringLiterals;

QStringList checkoutsAtHome()
{
    QStringList found, seen;
    for (const QString &place : {u"relay"_s, u"chatmail/relay"_s, u"chatmail"_s, u"src/relay"_s,
                                 u"git/relay"_s, u"code/relay"_s, u"chatmail-relay"_s}) {
        const QString folder = QDir::homePath() + u'/' + place;
        const QString real = QFileInfo(folder).canonicalFilePath(); // a link is no second one
        if (!QFileInfo::exists(folder + u"/scripts/cmdeploy"_s) || seen.contains(real))
            continue;
        seen << real;
        found << folder;
    }
    return found;
}

} // namespace relaymove
