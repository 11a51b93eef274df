#pragma once
#include "core/host/transport.h"
#include "core/process/process_mark.h"

namespace relaymove {

// Programs on this computer.
class LocalTransport : public Transport
{
public:
    using Started = std::function<void(const ProcessMark &)>;

    // `started` is called for each program, in the calling thread, before any
    // output: the place to journal it.
    explicit LocalTransport(Started started = {}) : m_started(std::move(started)) {}

    Ending execute(const Execution &execution, const StopToken &stop) override;

private:
    Started m_started;
};

} // namespace relaymove
