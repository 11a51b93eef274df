#pragma once
#include "core/base/secret.h"

#include <QString>

#include <expected>

namespace relaymove {

struct TsigKey
{
    QString name;
    QString algorithm;
    Secret secret; // base64
};
// The one key of a file as tsig-keygen writes it.
std::expected<TsigKey, QString> readTsigKeyFile(const QByteArray &content);

} // namespace relaymove
