#pragma once
#include "core/net/way.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>

namespace relaymove {

class StopToken;

// One program run somewhere, as a transport sees it.
struct Execution
{
    QStringList arguments;
    QByteArray input;
    std::chrono::milliseconds limit{60000};
    bool forwardAgent = false;
    QString folder;
    QHash<QString, QString> environment;
    // Called with each piece as it arrives; may be empty. What they throw ends the program and
    // comes out of execute().
    std::function<void(const QByteArray &)> onOutput;
    std::function<void(const QByteArray &)> onError;
};

struct Ending
{
    // TooMuch: ended because of what it said, by whom it was said to.
    enum class How { Exited, Signalled, TimedOut, Stopped, Lost, TooMuch };
    How how = How::Exited;
    int exitCode = 0; // or the signal's number
    QString detail;   // for Lost: what the system or library said
};

// A way to run programs on one machine: SSH, or a local process.
class Transport
{
public:
    virtual ~Transport() = default;
    // Blocks until the program ended, the limit passed or `stop` was raised.
    // Reconnects when the connection of an earlier call is gone. Throws Failure
    // when the machine can't be reached or is not the pinned one.
    virtual Ending execute(const Execution &execution, const StopToken &stop) = 0;
    // How a probe gets to a port from that machine, as if it ran there.
    virtual std::unique_ptr<Way> way() { return std::make_unique<NetworkWay>(); }
};

} // namespace relaymove
