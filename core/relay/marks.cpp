#include "core/relay/marks.h"

namespace relaymove {
using namespace Qt::StringLiterals;

Command readyMark(const QString &path, const QByteArray &content)
{
    return Command::writeFile(path + u".ready"_s, u"0644"_s, content);
}

QByteArray placeMarkScript(const QByteArray &path)
{
    return "[ " + path + " -ef " + path + ".ready ] || ln -f " + path + ".ready " + path +
           "\nsync /etc/relaymove\n";
}

} // namespace relaymove
