#include "core/status/status_probe.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/host/interrupt.h"
#include "core/relay/dkim.h"
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

QList<PortsSeen> outsideOf(const QStringList &addresses, const StopToken &stop)
{
    QList<Endpoint> endpoints;
    for (const QString &address : addresses) {
        for (const int port : publicTcpPorts)
            endpoints << Endpoint{address, port};
    }
    const QList<PortAnswer> answers = probePorts(endpoints, 3s, stop); // all at once
    constexpr auto ports = qsizetype(publicTcpPorts.size());
    QList<PortsSeen> seen;
    for (qsizetype i = 0; i < addresses.size(); ++i)
        seen << PortsSeen{addresses.at(i), answers.mid(i * ports, ports)};
    return seen;
}

// Each probe is a log line in somebody's mail server: not at each poll.
QList<PortsSeen> outsideAgain(const QStringList &addresses, const StopToken &stop,
                              HostMemory &memory)
{
    constexpr qint64 probeEvery = 120; // seconds
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const qint64 age = memory.probedAt.isValid() ? memory.probedAt.secsTo(now) : probeEvery;
    if (age >= probeEvery) {
        memory.outside = outsideOf(addresses, stop);
        memory.probedAt = now;
        return memory.outside;
    }
    QList<PortsSeen> seen = memory.outside;
    for (PortsSeen &each : seen)
        each.ageSeconds = age;
    return seen;
}

QString firstKnown(const QString &learned, const QString &typed)
{
    return learned.isEmpty() ? typed : learned;
}

} // namespace

WhoServes servingOf(const RelayStatus &status)
{
    const HostStatus &oldHost = status.oldHost, &newHost = status.newHost;
    if (oldHost.isServing && newHost.isServing)
        return WhoServes::Both;
    // Whoever is neither fenced nor held nor stopped serves, whatever the other is.
    if (newHost.isServing)
        return WhoServes::New;
    if (oldHost.isServing)
        return WhoServes::Old;
    if (!oldHost.reached || !newHost.reached)
        return WhoServes::Unknown;
    return oldHost.state == HostState::Committed ? WhoServes::Committed : WhoServes::Nobody;
}

DnsStatus probeDns(const Profile &profile, const DnsClient &dns)
{
    DnsStatus status;
    status.at = QDateTime::currentDateTimeUtc();
    try {
        for (const ServerAnswer &answer : dns.addressesEverywhere(profile.domain))
            status.servers << ServedBy{
                answer.server.name, answer.records ? std::optional(*answer.records) : std::nullopt};
        status.dkimKey = dkimKeyIn(dns.texts(dkimName(profile.domain)));
    } catch (const Failure &failure) {
        status.trouble = explain(failure).happened;
    }
    return status;
}

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
    auto dns = std::async(std::launch::async, [&] { return probeDns(profile, DnsClient(stop)); });
    auto outsideOld =
        std::async(std::launch::async, outside, firstKnown(facts.addresses.oldV4, profile.oldV4),
                   firstKnown(facts.addresses.oldV6, profile.oldV6), &memory.oldHost);
    auto outsideNew =
        std::async(std::launch::async, outside, firstKnown(facts.addresses.newV4, profile.newV4),
                   firstKnown(facts.addresses.newV6, profile.newV6), &memory.newHost);
    RelayStatus status{.oldHost = oldHost.get(), .newHost = newHost.get(), .dns = dns.get()};
    status.oldHost.outside = outsideOld.get();
    status.newHost.outside = outsideNew.get();
    return status;
}

} // namespace relaymove
