#pragma once
#include "core/base/stop_token.h"

namespace relaymove {

// Who may keep a host's commands from running, or end them: the person of a run, or whoever
// waits for an answer.
class Interrupt
{
public:
    virtual ~Interrupt() = default;
    // Before each command; throws Cancelled where it is not to run.
    virtual void checkpoint() = 0;
    // What a running command listens to.
    virtual const StopToken &stopForCommands() const = 0;
};

// Nothing but a stop, from any thread, once.
class Stoppable : public Interrupt
{
public:
    void stop() { m_stop.raise(); }
    void checkpoint() override;
    const StopToken &stopForCommands() const override { return m_stop; }

private:
    StopToken m_stop;
};

} // namespace relaymove
