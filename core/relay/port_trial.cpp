#include "core/relay/port_trial.h"

#include "core/base/said.h"
#include "core/migration/run_control.h"
#include "core/net/knock.h"
#include "core/relay/ports.h"

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto scriptPath = "/run/relaymove-port-trial.py";

// listen: until its flag file is gone, or for a minute. knock: what answered nothing.
// A family to which there is no way proves nothing and is left out.
const QByteArray script = R"py(# Written by Relaymove; gone at the next boot.
import errno, os, selectors, socket, sys, time
FLAG = "/run/relaymove-port-trial"
NO_WAY = (errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def opened(family, kind, port):
    door = socket.socket(family, kind)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    door.bind(("", port))
    if kind == socket.SOCK_STREAM:
        door.listen(16)
    return door


def listen(tcp, udp):
    until = time.monotonic() + 60
    doors = selectors.DefaultSelector()
    for family in (socket.AF_INET, socket.AF_INET6):
        for kind, ports in ((socket.SOCK_STREAM, tcp), (socket.SOCK_DGRAM, udp)):
            for port in ports:
                doors.register(opened(family, kind, port), selectors.EVENT_READ, kind)
    open(FLAG + ".ready", "w").close()
    while os.path.exists(FLAG) and time.monotonic() < until:
        for key, _ in doors.select(0.1):
            if key.data == socket.SOCK_STREAM:
                key.fileobj.accept()[0].close()
            else:
                data, sender = key.fileobj.recvfrom(64)
                key.fileobj.sendto(data, sender)


def answers(address, port, kind):
    try:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, kind) as door:
            door.settimeout(3)
            door.connect((address, port))
            if kind == socket.SOCK_DGRAM:
                door.send(b"relaymove")
                door.recv(64)
            return True
    except OSError as error:
        return error.errno in NO_WAY


def knock(addresses, tcp, udp):
    for address in addresses:
        for kind, name, ports in ((socket.SOCK_STREAM, "", tcp), (socket.SOCK_DGRAM, "/udp", udp)):
            for port in ports:
                if not answers(address, port, kind):
                    print(f"{address} {port}{name}", flush=True)


numbers = lambda text: [int(word) for word in text.split(",")]
if sys.argv[1] == "listen":
    listen(numbers(sys.argv[2]), numbers(sys.argv[3]))
else:
    knock(sys.argv[4:], numbers(sys.argv[2]), numbers(sys.argv[3]))
)py";

Command writeScript()
{
    return Command::writeFile(QString::fromLatin1(scriptPath), u"0600"_s, script);
}
Command startListening()
{
    return {"sh",
            "-c",
            R"sh(rm -f /run/relaymove-port-trial.ready; : >/run/relaymove-port-trial
systemd-run --quiet --collect --unit=relaymove-port-trial python3 "$@"
for i in $(seq 100); do [ ! -e /run/relaymove-port-trial.ready ] || exit 0; sleep 0.1; done; exit 1)sh",
            "listen",
            scriptPath,
            "listen",
            "{tcp}",
            "{udp}"};
}
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
