#pragma once
#include <QByteArray>
#include <QString>

#include <optional>

namespace relaymove {

// One value of an INI file as Python's configparser reads it, which is what
// chatmail does (QSettings unescapes and splits at commas, and knows no '#').
// A value that goes on over several lines keeps only its first.
std::optional<QString> iniValue(const QByteArray &content, QStringView section, QStringView key);

} // namespace relaymove
