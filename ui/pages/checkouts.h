#pragma once
#include <QStringList>

namespace relaymove {

// Folders of this home that hold chatmail's "relay", where people usually put it.
QStringList checkoutsAtHome();

} // namespace relaymove
