#pragma once
#include "core/ssh/ssh_target.h"

#include <QByteArray>
#include <QString>

namespace relaymove {

// A server's public key, as it is pinned in the profile.
struct HostKey
{
    QString type;        // such as "ssh-ed25519"
    QByteArray blob;     // base64, as in known_hosts
    QString fingerprint; // "SHA256:..."
    friend bool operator==(const HostKey &, const HostKey &) = default;
};

// Fetches the key that a server shows first, without logging in. Throws Failure
// (Unreachable) and Cancelled.
HostKey probeHostKey(Role role, const SshTarget &target, const StopToken &stop);

} // namespace relaymove
