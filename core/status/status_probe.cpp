#include "core/status/status_probe.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/host/interrupt.h"
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
                           Interrupt &interrupt, HostMemory &memory)
{
    const PinnedHostKey &pin = role == Role::Old ? profile.oldKey : profile.newKey;
    if (pin.isEmpty())
        return unreached(UserText::tr("No host key was agreed to yet: \"check\" asks for it."));
    if (!memory.transport) {
        const auto target =
            resolveTarget(role, role == Role::Old ? profile.oldHost : profile.newHost,
                          interrupt.stopForCommands());
        if (!target)
            return unreached(explain(target.error()).happened);
        memory.transport = std::make_shared<SshTransport>(
            role, *target, HostKey{pin.type, pin.blob.toUtf8(), pin.fingerprint});
    }
    Host host(role, memory.transport, interrupt);
    HostStatus status = probeHost(host, profile, facts, memory);
    if (!status.reached)
        memory.transport.reset(); // its name may lead elsewhere by now
    return status;
}

StatusRows outsideOf(const QStringList &addresses, const StopToken &stop)
{
    QList<Endpoint> endpoints;
    for (const QString &address : addresses) {
        for (const int port : publicTcpPorts)
            endpoints << Endpoint{address, port};
    }
    const QList<PortAnswer> answers = probePorts(endpoints, 3s, stop); // all at once
    constexpr auto ports = qsizetype(publicTcpPorts.size());
    StatusRows rows;
    for (qsizetype i = 0; i < addresses.size(); ++i)
        rows << qMakePair(UserText::tr("From outside, ") + addresses.at(i),
                          portsText(answers.mid(i * ports, ports)));
    return rows;
}

// Each probe is a log line in somebody's mail server: not at each look.
StatusRows outsideAgain(const QStringList &addresses, const StopToken &stop, HostMemory &memory)
{
    constexpr qint64 knockEvery = 120; // seconds
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const qint64 age = memory.knockedAt.isValid() ? memory.knockedAt.secsTo(now) : knockEvery;
    if (age >= knockEvery) {
        memory.outside = outsideOf(addresses, stop);
        memory.knockedAt = now;
        return memory.outside;
    }
    StatusRows rows = memory.outside;
    for (auto &[label, text] : rows)
        text += UserText::tr(" (%1 s before)").arg(age);
    return rows;
}

QString firstKnown(const QString &learned, const QString &typed)
{
    return learned.isEmpty() ? typed : learned;
}

} // namespace

RelayStatus probeStatus(const Profile &profile, const Facts &facts, Interrupt &interrupt,
                        StatusMemory &memory)
{
    const StopToken &stop = interrupt.stopForCommands();
    const auto host = [&](Role role, HostMemory *of) {
        return connectAndProbe(role, profile, facts, interrupt, *of);
    };
    const auto outside = [&](const QString &v4, const QString &v6, HostMemory *of) {
        QStringList addresses{v4, v6};
        addresses.removeAll(QString());
        return outsideAgain(addresses, stop, *of);
    };
    auto oldHost = std::async(std::launch::async, host, Role::Old, &memory.oldHost);
    auto newHost = std::async(std::launch::async, host, Role::New, &memory.newHost);
    auto dns =
        std::async(std::launch::async, [&] { return probeDns(profile, facts, DnsClient(stop)); });
    auto outsideOld =
        std::async(std::launch::async, outside, firstKnown(facts.oldV4, profile.oldV4),
                   firstKnown(facts.oldV6, profile.oldV6), &memory.oldHost);
    auto outsideNew =
        std::async(std::launch::async, outside, firstKnown(facts.newV4, profile.newV4),
                   firstKnown(facts.newV6, profile.newV6), &memory.newHost);
    return statusOf(oldHost.get(), newHost.get(), dns.get(), outsideOld.get(), outsideNew.get());
}

} // namespace relaymove
