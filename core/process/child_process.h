#pragma once
#include "core/base/descriptor.h"
#include "core/host/transport.h"
#include "core/process/process_mark.h"

#include <chrono>

namespace relaymove {

// A program on this computer, leading a session of its own, that does not
// outlive us: the system kills it when we die (its own children it does not:
// those are what ProcessMark is journaled for). All are forked by one thread
// that lives as long as the program, for the system watches the forking thread.
class ChildProcess
{
public:
    enum class Streams {
        Piped, // to execution.input, onOutput and onError, in run()
        Null,  // a helper that is kept, such as ssh-agent; it gains no privileges
    };

    // Starts it. Throws Failure (LocalTrouble) when that can't be done.
    ChildProcess(const Execution &execution, Streams streams);
    // Ends it, with all of its group.
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    ProcessMark mark() const { return m_mark; }
    bool isRunning() const { return !endsWithin(std::chrono::milliseconds(0)); }
    bool endsWithin(std::chrono::milliseconds limit) const;

    // Until it ends by itself, its limit passes or `stop` is raised; in both of
    // these the group gets SIGTERM and, after the grace, SIGKILL. Nothing of the
    // group is left when it returns.
    Ending run(const StopToken &stop);

    // How long a program may take to end after SIGTERM.
    static constexpr std::chrono::milliseconds grace{2000};

private:
    using Clock = std::chrono::steady_clock;
    struct Plan;

    void start(Plan &plan);
    bool waitForEnd(Clock::time_point until) const;
    void moveData(const StopToken *stop, Clock::time_point until);
    void readAvailable(Descriptor &from, const std::function<void(const QByteArray &)> &sink) const;
    void writePossible();
    void signalGroup(int signal) const;
    void end();
    Ending reap();

    const Execution m_execution;
    const Clock::time_point m_deadline;
    ProcessMark m_mark;
    Descriptor m_handle; // a pidfd: readable when the process has ended
    Descriptor m_input, m_output, m_error;
    qsizetype m_written = 0;
    bool m_reaped = false;
};

} // namespace relaymove
