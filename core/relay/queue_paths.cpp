#include "core/relay/queue_paths.h"

namespace relaymove {
using namespace Qt::StringLiterals;

const QStringList &queueFolders()
{
    static const QStringList list{u"active"_s,   u"bounce"_s, u"corrupt"_s, u"defer"_s,
                                  u"deferred"_s, u"flush"_s,  u"hold"_s,    u"incoming"_s,
                                  u"maildrop"_s, u"saved"_s,  u"trace"_s};
    return list;
}

} // namespace relaymove
