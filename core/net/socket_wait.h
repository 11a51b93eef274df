#pragma once
#include "core/base/failure.h"
#include "core/base/stop_token.h"

#include <QAbstractSocket>
#include <QDeadlineTimer>

namespace relaymove {

// Waits until `isDone` says so. False when the time ran out or the connection
// ended first. Qt's waits can't be woken: many short ones.
template <typename Done>
bool waitFor(QAbstractSocket &socket, Done isDone, const QDeadlineTimer &deadline,
             const StopToken &stop)
{
    while (!isDone()) {
        if (stop.isRaised())
            throw Cancelled{};
        if (deadline.hasExpired() || socket.state() != QAbstractSocket::ConnectedState)
            return false;
        socket.waitForReadyRead(int(qBound(qint64(1), deadline.remainingTime(), qint64(100))));
    }
    return true;
}

} // namespace relaymove
