#pragma once
#include <QString>
#include <QStringList>

namespace relaymove {

// Where Postfix' queue is, and where Relaymove puts it meanwhile (core/copy/mail_queue.h).

inline const QString queueRoot = QStringLiteral("/var/spool/postfix/");
// The eleven queue folders that are copied; pid files and sockets stay behind.
const QStringList &queueFolders();

// OLD's, out of its postfix' sight.
inline const QString queueAside = QStringLiteral("/var/spool/postfix/relaymove-aside/");
// OLD's, on NEW, before it is swapped in.
inline constexpr auto stagingFolder = "/var/spool/postfix/relaymove-staging";
// The ids of what was on hold before NEW's queue was frozen.
inline constexpr auto heldBeforePath = "/etc/relaymove/held-before";

} // namespace relaymove
