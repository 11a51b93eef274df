#include "core/preflight/port_trial.h"

#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/migration/run_control.h"
#include "core/net/port_probe.h"
#include "core/relay/ports.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto scriptPath = "/run/relaymove-port-trial.py";

Action writeScript(Role where)
{
    return {
        where, Purpose::Prove,
        Command::writeFile(QString::fromLatin1(scriptPath), u"0600"_s, script("port-trial.py"_L1)),
        UserText::tr("listens on a relay's ports for some seconds, or probes them")};
}
Action startListening()
{
    return {Role::New, Purpose::Prove, shell("listen", {scriptPath, "listen", "{tcp}", "{udp}"}),
            UserText::tr("NEW's ports answer for some seconds")};
}
Action stopListening()
{
    return {Role::New, Purpose::Prove, Command{"rm", "-f", "/run/relaymove-port-trial"},
            UserText::tr("NEW's ports are shut again")};
}
Action askOldToProbe()
{
    return {Role::Old, Purpose::Prove,
            Command{"python3", scriptPath, "probe", "{tcp}", "{udp}", "{addresses}"}.within(120s),
            UserText::tr("whether OLD reaches NEW's public ports")};
}

Action withPorts(const Action &action)
{
    QStringList tcp;
    for (const int port : publicTcpPorts)
        tcp << QString::number(port);
    return action.with("tcp", tcp.join(u',')).with("udp", QString::number(turnPort));
}

// The addresses to which there was no way.
QStringList probeFromOld(StepContext &context, const QStringList &addresses, QStringList &shut)
{
    QStringList noWay;
    for (const QString &line :
         context.run(withPorts(askOldToProbe()).with("addresses", addresses)).lines()) {
        const QString address = line.section(u' ', 0, 0), port = line.section(u' ', 1);
        if (port == u"no-way")
            noWay << address;
        else
            shut << UserText::tr("%1 port %2 from OLD").arg(address, port);
    }
    return noWay;
}

QStringList probeFromHere(StepContext &context, const QStringList &addresses, QStringList &shut)
{
    QList<Endpoint> endpoints;
    for (const QString &address : addresses) {
        for (const int port : publicTcpPorts)
            endpoints << Endpoint{address, port};
        endpoints << Endpoint{.address = address, .port = turnPort, .isUdp = true};
    }
    QStringList noWay;
    const QList<PortAnswer> answers = probePorts(endpoints, 3s, context.control.stopForCommands());
    for (qsizetype i = 0; i < endpoints.size(); ++i) {
        const Endpoint &endpoint = endpoints.at(i);
        if (answers.at(i) == PortAnswer::Unreachable)
            noWay << endpoint.address;
        else if (answers.at(i) != PortAnswer::Open)
            shut << UserText::tr("%1 port %2 from this computer")
                        .arg(endpoint.address, QString::number(endpoint.port) +
                                                   (endpoint.isUdp ? u"/udp"_s : QString()));
    }
    return noWay;
}

} // namespace

Plan portTrialPlan()
{
    return {writeScript(Role::New), writeScript(Role::Old), startListening(), askOldToProbe(),
            stopListening()};
}

PortTrial tryPorts(StepContext &context, const QStringList &addresses)
{
    context.run(writeScript(Role::New));
    context.run(writeScript(Role::Old));
    return context.control.withoutTrace(
        [&] {
            PortTrial trial;
            trial.taken = context.run(withPorts(startListening())).lines();
            if (!trial.taken.isEmpty())
                return trial;
            const QStringList fromOld = probeFromOld(context, addresses, trial.shut);
            const QStringList fromHere = probeFromHere(context, addresses, trial.shut);
            for (const QString &address : addresses) {
                if (fromOld.contains(address) && fromHere.contains(address))
                    trial.untried << address;
            }
            return trial;
        },
        [&] { context.run(stopListening()); });
}

} // namespace relaymove
