#pragma once
#include "core/host/transport.h"
#include "core/ssh/host_key.h"
#include "core/ssh/ssh_target.h"

#include <memory>
#include <optional>

namespace relaymove {

// Programs on a machine reached by SSH. Thread-safe: each call at the same time
// has its own connection; connections are kept and used again.
//
// execute() throws Failure: Unreachable, HostKeyUnknown {address, type,
// fingerprint} when nothing is pinned, HostKeyChanged {address, pinned, seen},
// NotAuthorised. Ending::Lost says that the connection broke after the program
// was started: it may go on running over there, as it may after a stop or a
// time-out (sshd kills nothing for root).
class SshTransport : public Transport
{
public:
    SshTransport(Role role, SshTarget target, std::optional<HostKey> pinned);
    ~SshTransport() override;

    // The socket of the agent that execution.forwardAgent lets the far host use.
    // Connections that ever forwarded it go on serving it, between commands too,
    // until they break or this object ends.
    void setForwardedAgent(const QString &socketPath);

    Ending execute(const Execution &execution, const StopToken &stop) override;
    // Must not outlive this object.
    std::unique_ptr<Way> way() override;

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace relaymove
