#pragma once
#include <QList>
#include <QString>

#include <chrono>

namespace relaymove {

class StopToken;

// How a port answers to a probe from this computer. A UDP port answers when what
// listens there sends something back.
enum class PortAnswer {
    Open,
    Refused,     // the host answered: nobody listens
    Silent,      // no answer in time: dropped on the way
    Rejected,    // somebody on the way, or the host's firewall, said no
    Unreachable, // this computer has no way there: it has no address of that family, above all
};

struct Endpoint
{
    QString address; // a number, not a name
    int port = 0;
    bool isUdp = false;
};

// Probes all of them at once; as long as `timeout` when one is silent. One
// answer an endpoint, in their order. Throws Cancelled.
QList<PortAnswer> probePorts(const QList<Endpoint> &endpoints, std::chrono::milliseconds timeout,
                             const StopToken &stop);

QString portAnswerName(PortAnswer answer);

} // namespace relaymove
