#pragma once
#include <QList>
#include <QString>

#include <chrono>

namespace relaymove {

class StopToken;

// How a TCP port answers to somebody who knocks from this computer.
enum class Knock {
    Open,
    Refused,     // the host answered: nobody listens
    Silent,      // no answer in time: dropped on the way
    Unreachable, // no way to the host from here
};

struct Door
{
    QString address; // a number, not a name
    int port = 0;
};

// Knocks at all of them at once; as long as `patience` when one is silent. One
// answer a door, in their order. Throws Cancelled.
QList<Knock> knock(const QList<Door> &doors, std::chrono::milliseconds patience,
                   const StopToken &stop);

QString knockName(Knock knock);

} // namespace relaymove
