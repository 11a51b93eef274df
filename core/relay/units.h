#pragma once
#include <QStringList>

namespace relaymove {

// What systemd on a host says, from which a relay's units are learnt: releases of
// chatmail differ, so there is no fixed list.
struct SystemdView
{
    QStringList ownFiles;   // unit files in /etc/systemd/system
    QStringList mentioning; // those of them that name chatmail's folders or users
    QStringList active, enabled;
};

// Whether a unit is one of the relay's; the admin's own stay as they are.
bool isRelayUnit(const SystemdView &view, const QString &unit);

// The relay's among view.active, in an order that is good for starting.
QStringList activeRelayUnits(const SystemdView &view);
// The relay's among view.enabled, in the same order.
QStringList enabledRelayUnits(const SystemdView &view);

} // namespace relaymove
