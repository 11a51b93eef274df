#pragma once
#include <QByteArray>
#include <QStringList>

namespace relaymove {

// For a standard input, one a line.
inline QByteArray asLines(const QStringList &values)
{
    return values.isEmpty() ? QByteArray() : values.join(u'\n').toUtf8() + '\n';
}

} // namespace relaymove
