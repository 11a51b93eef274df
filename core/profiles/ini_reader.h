#pragma once
#include <QByteArray>
#include <QMap>
#include <QString>

#include <optional>

namespace relaymove {

// A section of an INI file as Python's configparser reads it, which is what chatmail does
// (QSettings unescapes and splits at commas, and knows no '#'). By name, in small letters;
// a value of several lines is one line here.
QMap<QString, QString> iniValues(const QByteArray &content, QStringView section);
std::optional<QString> iniValue(const QByteArray &content, QStringView section, QStringView key);

} // namespace relaymove
