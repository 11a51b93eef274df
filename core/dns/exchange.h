#pragma once
#include <QByteArray>
#include <QString>

#include <chrono>

namespace relaymove {

class StopToken;

struct DnsPeer
{
    QString address; // an IP address
    int port = 53;
};

// Carries one DNS message and brings back the reply with its id; ldns does this
// too, but its sockets can't be woken. Throws Failure{DnsFailed} and Cancelled.
QByteArray exchangeUdp(const DnsPeer &peer, const QByteArray &message,
                       std::chrono::milliseconds timeout, const StopToken &stop);
QByteArray exchangeTcp(const DnsPeer &peer, const QByteArray &message,
                       std::chrono::milliseconds timeout, const StopToken &stop);

} // namespace relaymove
