#pragma once
#include "core/base/failure.h"

#include <QString>
#include <QStringList>

#include <expected>

namespace relaymove {

class StopToken;

// A machine as `ssh` itself would reach it: what the person's ssh config says. All but the
// user: that is root, as cmdeploy's is, for whoever looks and whoever moves.
struct SshTarget
{
    QString name;    // as typed
    QString address; // host name or number
    int port = 22;
    QString user = QStringLiteral("root");
    QStringList identityFiles;
    QStringList certificateFiles;
    // A socket's path; empty means SSH_AUTH_SOCK, "none" no agent.
    QString identityAgent;
};

// Asks `ssh -G NAME`. BadInput for a name that ssh does not take or that is
// reached by a proxy only; throws Cancelled.
std::expected<SshTarget, Failure> resolveTarget(Role role, const QString &name,
                                                const StopToken &stop);

// The answer of `ssh -G`, read.
std::expected<SshTarget, Failure> parseSshConfig(Role role, const QString &name,
                                                 const QByteArray &output);

} // namespace relaymove
