#include "core/copy/pass_rules.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

// rsync takes a backslash for one, unless there is a wildcard in the pattern.
static QString literal(const QString &name)
{
    const auto isWildcard = [](QChar c) { return u"*?["_s.contains(c); };
    if (std::ranges::none_of(name, isWildcard))
        return name;
    QString pattern;
    for (const QChar c : name) {
        if (isWildcard(c) || c == u'\\')
            pattern += u'\\';
        pattern += c;
    }
    return pattern;
}

QByteArray passRules(const QStringList &names)
{
    QByteArray rules;
    for (const QString &name : names)
        rules += "+ /" + literal(name).toUtf8() + '\n';
    return rules + "- /*\n";
}

} // namespace relaymove
