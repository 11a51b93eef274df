#include "core/process/local_transport.h"

#include "core/base/stop_token.h"
#include "core/process/child_process.h"

namespace relaymove {

Ending LocalTransport::execute(const Execution &execution, const StopToken &stop)
{
    if (stop.isRaised())
        return {.how = Ending::How::Stopped};
    ChildProcess child(execution, ChildProcess::Streams::Piped);
    if (m_started)
        m_started(child.mark());
    return child.run(stop);
}

} // namespace relaymove
