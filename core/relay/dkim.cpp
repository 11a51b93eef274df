#include "core/relay/dkim.h"

#include "core/base/user_text.h"

#include <QRegularExpression>

namespace relaymove {
using namespace Qt::StringLiterals;

QString dkimName(const QString &domain) { return u"opendkim._domainkey."_s + domain; }

Action readDkimKey(Role where)
{
    return {where, Purpose::Look,
            Command{"openssl", "pkey", "-pubout", "-in", "/etc/dkimkeys/opendkim.private"}.accepts(
                {0, 1, 127}),
            UserText::tr("whether the key that signs is the one in DNS")};
}

QString dkimKeyOf(const QString &pem)
{
    QString body;
    for (const QString &line : pem.split(u'\n')) {
        if (!line.startsWith(u"-----"))
            body += line.trimmed();
    }
    return body;
}

QString dkimKeyIn(const QStringList &texts)
{
    static const QRegularExpression pattern(u"(?:^|;)\\s*p=([A-Za-z0-9+/= ]+)"_s);
    for (const QString &text : texts) {
        if (const auto match = pattern.match(text); match.hasMatch())
            return match.captured(1).remove(u' ');
    }
    return {};
}

} // namespace relaymove
