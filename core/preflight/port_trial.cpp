#include "core/preflight/port_trial.h"

#include "core/base/said.h"
#include "core/host/script.h"
#include "core/migration/run_control.h"
#include "core/net/knock.h"
#include "core/relay/ports.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto scriptPath = "/run/relaymove-port-trial.py";

Command writeScript()
{
    return Command::writeFile(QString::fromLatin1(scriptPath), u"0600"_s,
                              script("port-trial.py"_L1));
}
Command startListening() { return shell("listen", {scriptPath, "listen", "{tcp}", "{udp}"}); }
Command stopListening() { return {"rm", "-f", "/run/relaymove-port-trial"}; }
Command askOldToKnock()
{
    return Command{"python3", scriptPath, "knock", "{tcp}", "{udp}", "{addresses}"}.within(120s);
}

Command withPorts(const Command &command)
{
    QStringList tcp;
    for (const int port : publicTcpPorts)
        tcp << QString::number(port);
    return command.with("tcp", tcp.join(u',')).with("udp", QString::number(turnPort));
}

// The addresses to which there was no way.
QStringList knockFromOld(StepContext &context, const QStringList &addresses, QStringList &shut)
{
    QStringList noWay;
    for (const QString &line :
         context.source.run(withPorts(askOldToKnock()).with("addresses", addresses)).lines()) {
        const QString address = line.section(u' ', 0, 0), port = line.section(u' ', 1);
        if (port == u"no-way")
            noWay << address;
        else
            shut << Said::tr("%1 port %2 from OLD").arg(address, port);
    }
    return noWay;
}

QStringList knockFromHere(StepContext &context, const QStringList &addresses, QStringList &shut)
{
    QList<Door> doors;
    for (const QString &address : addresses) {
        for (const int port : publicTcpPorts)
            doors << Door{address, port};
        doors << Door{.address = address, .port = turnPort, .isUdp = true};
    }
    QStringList noWay;
    const QList<Knock> answers = knock(doors, 3s, context.control.stopForCommands());
    for (qsizetype i = 0; i < doors.size(); ++i) {
        const Door &door = doors.at(i);
        if (answers.at(i) == Knock::Unreachable)
            noWay << door.address;
        else if (answers.at(i) != Knock::Open)
            shut << Said::tr("%1 port %2 from this computer")
                        .arg(door.address,
                             QString::number(door.port) + (door.isUdp ? u"/udp"_s : QString()));
    }
    return noWay;
}

} // namespace

Plan portTrialPlan()
{
    return {{Role::New, Purpose::Prove, writeScript(),
             Said::tr("listens on a relay's ports for some seconds")},
            {Role::New, Purpose::Prove, startListening(),
             Said::tr("NEW's ports answer for some seconds")},
            {Role::Old, Purpose::Prove, writeScript(), Said::tr("knocks at them")},
            {Role::Old, Purpose::Prove, askOldToKnock(),
             Said::tr("whether OLD reaches NEW's public ports")},
            {Role::New, Purpose::Prove, stopListening(), Said::tr("NEW's ports are shut again")}};
}

PortTrial tryPorts(StepContext &context, const QStringList &addresses)
{
    context.target.run(writeScript());
    context.source.run(writeScript());
    return context.control.withoutTrace(
        [&] {
            PortTrial trial;
            trial.taken = context.target.run(withPorts(startListening())).lines();
            if (!trial.taken.isEmpty())
                return trial;
            const QStringList fromOld = knockFromOld(context, addresses, trial.shut);
            const QStringList fromHere = knockFromHere(context, addresses, trial.shut);
            for (const QString &address : addresses) {
                if (fromOld.contains(address) && fromHere.contains(address))
                    trial.untried << address;
            }
            return trial;
        },
        [&] { context.target.run(stopListening()); });
}

} // namespace relaymove
