#pragma once
#include "core/base/failure.h"

#include <QString>
#include <QStringList>

#include <expected>

namespace relaymove {

class StopToken;

QString defaultSshConfig(); // ~/.ssh/config

// The names that the person's ssh config gives to machines, patterns left out, in
// the config's order: to be offered, never to be trusted. What a name means is
// `ssh -G`'s to say.
QStringList sshConfigNames(const QString &config = defaultSshConfig());

struct SshPlace
{
    QString address; // host name or number
    int port = 22;
};

// Where ssh goes for this name; asks `ssh -G`, which may run what the config tells
// it to. BadInput for a name that ssh does not take; throws Cancelled.
std::expected<SshPlace, Failure> sshPlace(Role role, const QString &name, const StopToken &stop);

} // namespace relaymove
