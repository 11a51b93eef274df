#pragma once
#include "core/host/host.h"

#include <QList>

namespace relaymove {

// What listens on a relay's public ports, and whether it is the machine's own.
struct Listener
{
    int port = 0;
    QString program;
    QString container;    // "Docker", "Podman", ...; empty: it runs on the machine itself
    QString text() const; // "25 (master)", "25 (nginx, Docker)"
    friend bool operator==(const Listener &, const Listener &) = default;
};

QList<Command> listenerCommands();
QList<Listener> publicListeners(Host &host);
QString listed(const QList<Listener> &listeners);

// Which kind of container a control group is one of; empty: none. `ofInit` is the one of
// the machine's first process, for a machine may itself be a container.
QString containerOf(const QString &controlGroup, const QString &ofInit);

} // namespace relaymove
