#include "core/dns/tsig_key_file.h"

#include "core/base/user_text.h"

#include <QRegularExpression>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// The words of named.conf's grammar: quoted strings, names, and { } ; alone.
std::expected<QStringList, QString> wordsOf(const QString &text)
{
    static const QRegularExpression token(
        uR"re(\G(?:\s+|//[^\n]*|#[^\n]*|/\*.*?\*/|"([^"\n]*)"|([{};])|([^\s"{};#]+)))re"_s,
        QRegularExpression::DotMatchesEverythingOption);
    QStringList words;
    qsizetype at = 0;
    while (at < text.size()) {
        const auto match = token.match(text, at);
        if (!match.hasMatch())
            return std::unexpected(
                UserText::tr("The key file can't be read from character %1 on.").arg(at + 1));
        for (int group = 1; group <= 3; ++group) {
            if (match.hasCaptured(group))
                words << match.captured(group);
        }
        at = match.capturedEnd();
    }
    return words;
}

} // namespace

std::expected<TsigKey, QString> readTsigKeyFile(const QByteArray &content)
{
    const auto words = wordsOf(QString::fromUtf8(content));
    if (!words)
        return std::unexpected(words.error());
    const QStringList &w = *words;
    const QString shape = UserText::tr("The key file must hold one statement: "
                                       "key \"NAME\" { algorithm hmac-sha256; secret \"...\"; };");
    // key NAME { OPTION VALUE ; OPTION VALUE ; } ;
    if (w.size() != 11 || w[0] != u"key" || w[2] != u"{" || w[5] != u";" || w[8] != u";" ||
        w[9] != u"}" || w[10] != u";")
        return std::unexpected(shape);
    TsigKey key{.name = w[1], .algorithm = {}, .secret = {}};
    for (const int at : {3, 6}) {
        if (w[at] == u"algorithm")
            key.algorithm = w[at + 1].toLower();
        else if (w[at] == u"secret")
            key.secret = Secret(w[at + 1].toLatin1());
    }
    if (key.name.endsWith(u'.'))
        key.name.chop(1);
    if (key.name.isEmpty() || key.algorithm.isEmpty() || key.secret.isEmpty())
        return std::unexpected(shape);
    return key;
}

} // namespace relaymove
