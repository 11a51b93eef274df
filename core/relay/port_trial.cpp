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

// listen: until its flag file is gone, or for a minute; on what it could not, is in the file
// that says that it is ready. knock: what answered nothing. A family to which there is no way
// proves nothing.
const QByteArray script = R"py(# Written by Relaymove; gone at the next boot.
import errno, os, selectors, socket, sys, time
FLAG = os.path.splitext(sys.argv[0])[0]
NO_WAY = (errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def each(tcp, udp):
    yield from ((socket.SOCK_STREAM, port, str(port)) for port in tcp)
    yield from ((socket.SOCK_DGRAM, port, f"{port}/udp") for port in udp)


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
    doors, taken = selectors.DefaultSelector(), {}
    for family in (socket.AF_INET, socket.AF_INET6):
        for kind, port, name in each(tcp, udp):
            try:
                doors.register(opened(family, kind, port), selectors.EVENT_READ, kind)
            except OSError as error:
                if error.errno not in NO_WAY:
                    taken[name] = f"{name} ({error.strerror})"
    with open(FLAG + ".part", "w") as ready:
        print(*taken.values(), sep="\n", file=ready)
    os.rename(FLAG + ".part", FLAG + ".ready")
    while os.path.exists(FLAG) and time.monotonic() < until:
        for key, _ in doors.select(0.1):
            if key.data == socket.SOCK_STREAM:
                key.fileobj.accept()[0].close()
            else:
                data, sender = key.fileobj.recvfrom(64)
                key.fileobj.sendto(data, sender)


def outcome(address, port, kind):
    try:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, kind) as door:
            door.settimeout(3)
            door.connect((address, port))
            if kind == socket.SOCK_DGRAM:
                door.send(b"relaymove")
                door.recv(64)
            return "open"
    except OSError as error:
        return "no-way" if error.errno in NO_WAY else "shut"


def knock(addresses, tcp, udp):
    for address in addresses:
        for kind, port, name in each(tcp, udp):
            seen = outcome(address, port, kind)
            if seen == "no-way":
                print(address, seen, flush=True)
                break
            if seen == "shut":
                print(address, name, flush=True)


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
    return {"sh", "-c",
            // An earlier one may have been cut off.
            R"sh(systemctl stop relaymove-port-trial 2>/dev/null
rm -f /run/relaymove-port-trial.ready; : >/run/relaymove-port-trial
systemd-run --quiet --collect --unit=relaymove-port-trial python3 "$@"
for i in $(seq 100); do
[ ! -e /run/relaymove-port-trial.ready ] || exec cat /run/relaymove-port-trial.ready; sleep 0.1
done; exit 1)sh",
            "listen", scriptPath, "listen", "{tcp}", "{udp}"};
}
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
