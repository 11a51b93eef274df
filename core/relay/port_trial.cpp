#include "core/relay/port_trial.h"

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
Command knockFromOld()
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

QStringList knockFromHere(StepContext &context, const QStringList &addresses)
{
    QList<Door> doors;
    for (const QString &address : addresses) {
        for (const int port : publicTcpPorts)
            doors << Door{address, port};
    }
    QStringList shut;
    const QList<Knock> answers = knock(doors, 3s, context.control.stopForCommands());
    for (qsizetype i = 0; i < doors.size(); ++i) {
        if (answers.at(i) != Knock::Open && answers.at(i) != Knock::Unreachable)
            shut << Said::tr("%1 port %2 from this computer")
                        .arg(doors.at(i).address)
                        .arg(doors.at(i).port);
    }
    return shut;
}

} // namespace

Plan portTrialPlan()
{
    return {{Role::New, Purpose::Prove, writeScript(),
             Said::tr("listens on a relay's ports for some seconds")},
            {Role::New, Purpose::Prove, startListening(),
             Said::tr("NEW's ports answer for some seconds")},
            {Role::Old, Purpose::Prove, writeScript(), Said::tr("knocks at them")},
            {Role::Old, Purpose::Prove, knockFromOld(),
             Said::tr("whether OLD reaches NEW's public ports")},
            {Role::New, Purpose::Prove, stopListening(), Said::tr("NEW's ports are shut again")}};
}

QStringList tryPorts(StepContext &context, const QStringList &addresses)
{
    context.target.run(writeScript());
    context.source.run(writeScript());
    context.target.run(withPorts(startListening()));
    QStringList shut;
    for (const QString &line :
         context.source.run(withPorts(knockFromOld()).with("addresses", addresses)).lines())
        shut
            << Said::tr("%1 port %2 from OLD").arg(line.section(u' ', 0, 0), line.section(u' ', 1));
    shut += knockFromHere(context, addresses);
    context.target.run(stopListening());
    return shut;
}

} // namespace relaymove
