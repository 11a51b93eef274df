#include "core/migration/blocker.h"

#include "core/host/command.h"

namespace relaymove {
using namespace Qt::StringLiterals;

QString asRootOn(const QString &host, const QStringList &words)
{
    return quoted(QStringList{u"ssh"_s, u"-t"_s, u"root@"_s + host.section(u'@', -1)} + words);
}

} // namespace relaymove
