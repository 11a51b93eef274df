#include "core/relay/signing_log.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

bool wasSigned(const QStringList &journal, const QString &messageId, const QString &domain)
{
    // Both programs begin with the queue's id: "3F1A: message-id=<...>" (cleanup) and
    // "3F1A: DKIM-Signature field added (s=opendkim, d=example.org)".
    const auto queueId = [](const QString &line) -> QString { return line.section(u':', 0, 0); };
    QStringList taken;
    for (const QString &line : journal) {
        if (line == queueId(line) + u": message-id=<%1>"_s.arg(messageId))
            taken << queueId(line);
    }
    return std::ranges::any_of(journal, [&](const QString &line) {
        return line.startsWith(queueId(line) + u": DKIM-Signature field added ("_s) &&
               line.endsWith(u" d=%1)"_s.arg(domain)) && taken.contains(queueId(line));
    });
}

} // namespace relaymove
