#pragma once
#include <QByteArray>
#include <QLatin1StringView>
#include <QStringList>

#include <string_view>

namespace relaymove {

// What hosts are given as text: programs and units, each under the name that it has there. A
// script lies beside the module that sends it. A name that does not exist ends this program.
QByteArray script(QLatin1StringView name);

// The words of `sh -c` for <name>.sh; its arguments follow, $0 is the name. The comment at the
// script's head is for whoever reads the file, and stays here.
QStringList shellWords(std::string_view name);

} // namespace relaymove
