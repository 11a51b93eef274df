#include "core/relay/status.h"

#include "core/base/failure.h"
#include "core/migration/run_control.h"
#include "core/relay/ports.h"
#include "core/ssh/ssh_transport.h"

#include <future>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

HostStatus unreached(const QString &why)
{
    HostStatus status;
    status.trouble = why;
    status.at = QDateTime::currentDateTimeUtc();
    return status;
}

// Over a connection of its own. Nobody is asked about a key here.
HostStatus connectAndProbe(Role role, const Profile &profile, const Facts &facts,
                           RunControl &control)
{
    const PinnedHostKey &pin = role == Role::Old ? profile.oldKey : profile.newKey;
    if (pin.isEmpty())
        return unreached(u"No host key was agreed to yet: \"check\" asks for it."_s);
    const auto target = resolveTarget(role, role == Role::Old ? profile.oldHost : profile.newHost,
                                      control.stopForCommands());
    if (!target)
        return unreached(explain(target.error(), QString()).happened);
    Host host(role,
              std::make_shared<SshTransport>(role, *target,
                                             HostKey{pin.type, pin.blob.toUtf8(), pin.fingerprint}),
              control);
    return probeHost(host, profile, facts);
}

StatusRows outsideOf(const QStringList &addresses, const StopToken &stop)
{
    StatusRows rows;
    for (const QString &address : addresses) {
        if (address.isEmpty())
            continue;
        QList<Door> doors;
        for (const int port : publicTcpPorts)
            doors << Door{address, port};
        rows << qMakePair(u"From outside, "_s + address, portsText(knock(doors, 3s, stop)));
    }
    return rows;
}

QString firstKnown(const QString &learned, const QString &typed)
{
    return learned.isEmpty() ? typed : learned;
}

} // namespace

RelayStatus probeStatus(const Profile &profile, const Facts &facts, RunControl &control)
{
    const StopToken &stop = control.stopForCommands();
    const auto host = [&](Role role) { return connectAndProbe(role, profile, facts, control); };
    const auto outside = [&](const QString &v4, const QString &v6) {
        return outsideOf({v4, v6}, stop);
    };
    auto oldHost = std::async(std::launch::async, host, Role::Old);
    auto newHost = std::async(std::launch::async, host, Role::New);
    auto dns = std::async(std::launch::async, [&] { return probeDns(profile, DnsClient(stop)); });
    auto outsideOld =
        std::async(std::launch::async, outside, firstKnown(facts.oldV4, profile.oldV4),
                   firstKnown(facts.oldV6, profile.oldV6));
    auto outsideNew =
        std::async(std::launch::async, outside, firstKnown(facts.newV4, profile.newV4),
                   firstKnown(facts.newV6, profile.newV6));
    return statusOf(oldHost.get(), newHost.get(), dns.get(), outsideOld.get(), outsideNew.get());
}

} // namespace relaymove
