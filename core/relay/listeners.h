#pragma once
#include "core/migration/action.h"

#include <QList>

namespace relaymove {

// What listens on NEW for a trial (core/preflight/port_trial.h).
inline const QString portTrialUnit = QStringLiteral("relaymove-port-trial");

// What listens on a relay's public ports, and whether it is the machine's own.
struct Listener
{
    int port = 0;
    QString program;
    QString container;    // "Docker", "Podman", ...; empty: it runs on the machine itself
    bool isUdp = false;   // TURN's
    QString text() const; // "25 (master)", "25 (nginx, Docker)", "3478/udp (turnserver)"
    friend bool operator==(const Listener &, const Listener &) = default;
};

Plan publicListenersPlan(Role where);
QList<Listener> publicListeners(Host &host);
// What keeps a relay from listening: also what listens on the loopback address only (as
// Debian's own exim4 does), and TURN's port. A trial of ours that was cut off is none.
Plan listenersInTheWayPlan(Role where);
QList<Listener> listenersInTheWay(Host &host);
QString listed(const QList<Listener> &listeners);

// Which kind of container a control group is one of; empty: none. `ofInit` is the one of
// the machine's first process, for a machine may itself be a container.
QString containerOf(const QString &controlGroup, const QString &ofInit);

} // namespace relaymove
