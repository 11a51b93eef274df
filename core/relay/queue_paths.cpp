#include "core/relay/queue_paths.h"

namespace relaymove {
using namespace Qt::StringLiterals;

const QStringList &queueFolders()
{
    static const QStringList list =
        u"active bounce corrupt defer deferred flush hold incoming maildrop saved trace"_s.split(
            u' ');
    return list;
}

} // namespace relaymove
