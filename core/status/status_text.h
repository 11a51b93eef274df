#pragma once
#include "core/base/role.h"
#include "core/status/status.h"

#include <QPair>

namespace relaymove {

// The status as text, for the window and the command line.
using StatusRows = QList<QPair<QString, QString>>; // label, value
struct StatusPanel
{
    Role role = Role::Old; // Old, New or Dns
    QDateTime at;          // UTC, when it was asked
    StatusRows rows;
    bool answered = false;
    friend bool operator==(const StatusPanel &, const StatusPanel &) = default;
};
QList<StatusPanel> statusPanels(const RelayStatus &status, const Facts &facts); // OLD, NEW, DNS
// Which machines can't be asked; empty: none.
QString unreachedText(const RelayStatus &status);
// Who serves mail, and the latter.
QString statusSentence(const RelayStatus &status);

} // namespace relaymove
