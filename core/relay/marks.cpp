#include "core/relay/marks.h"

namespace relaymove {
using namespace Qt::StringLiterals;

std::string readyPath(std::string_view path) { return std::string(path) + ".ready"; }

Command readyMark(std::string_view path, const QByteArray &content)
{
    return Command::writeFile(QString::fromStdString(readyPath(path)), u"0644"_s, content);
}

} // namespace relaymove
