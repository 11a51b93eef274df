#include "core/relay/waiting_room.h"

#include "core/base/said.h"
#include "core/relay/ports.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

const QByteArray socketUnit = "[Unit]\n"
                              "Description=Relaymove: connections wait here during the cutover\n\n"
                              "[Socket]\n"
                              "ListenStream=%i\n"
                              "Backlog=4096\n";

// The waiting port less its base is the real port. A poll every 20 ms, because a
// path unit can't hold a start job back. In containers systemd can't kill a
// control group, so the main process is stopped by name.
const QByteArray serviceUnit =
    "[Unit]\n"
    "Description=Relaymove: passes waiting connections on\n"
    "StartLimitIntervalSec=0\n\n"
    "[Service]\n"
    "TimeoutStartSec=infinity\n"
    "ExecStartPre=/bin/sh -c 'until [ -e /run/relaymove/released ]; do sleep 0.02; done'\n"
    "ExecStart=/bin/sh -c 'exec /lib/systemd/systemd-socket-proxyd --connections-max=8192 "
    "\"$(cat /run/relaymove/target):$((%i - 20000))\"'\n"
    "ExecStop=-/bin/kill $MAINPID\n";

Command writeSocket()
{
    return Command::writeFile(u"/etc/systemd/system/relaymove-hold@.socket"_s, u"0644"_s,
                              socketUnit);
}
Command writeService()
{
    return Command::writeFile(u"/etc/systemd/system/relaymove-hold@.service"_s, u"0644"_s,
                              serviceUnit);
}
Command writeRules()
{
    return Command::writeFile(u"/etc/relaymove/hold.nft"_s, u"0644"_s, holdRules());
}
Command reload() { return {"systemctl", "daemon-reload"}; }
// A proxy of an earlier cutover would go on accepting for its old target.
Command stopProxies()
{
    return {"systemctl", "stop", "relaymove-hold@*.service", "relaymove-hold@*.socket"};
}
Command forgetRelease()
{
    return {"sh", "-c",
            "mkdir -p /run/relaymove && rm -f /run/relaymove/released /run/relaymove/target"};
}
Command startSockets() { return {"systemctl", "start", "{sockets}"}; }
Command loadRules() { return {"nft", "-f", "/etc/relaymove/hold.nft"}; }
QStringList socketNames()
{
    QStringList names;
    for (const int port : publicTcpPorts)
        names << u"relaymove-hold@%1.socket"_s.arg(waitingPortBase + port);
    return names;
}

QString bracketed(const QString &address)
{
    return address.contains(u':') ? u'[' + address + u']' : address;
}

QByteArray releaseScript(const QString &address)
{
    return "mkdir -p /run/relaymove\n"
           "printf '%s' '" +
           bracketed(address).toUtf8() +
           "' >/run/relaymove/target\n"
           ": >/run/relaymove/released\n";
}

} // namespace

QByteArray passingTable()
{
    return "table inet relaymove_passing {}\n"
           "delete table inet relaymove_passing\n"
           "table inet relaymove_passing {\n"
           "    chain prerouting {\n"
           "        type nat hook prerouting priority -105; policy accept;\n"
           "        ct state established accept\n"
           "    }\n"
           "}\n";
}

QByteArray holdRules()
{
    QByteArrayList ports, pairs;
    for (const int port : publicTcpPorts) {
        ports << QByteArray::number(port);
        pairs << QByteArray::number(port) + " : " + QByteArray::number(waitingPortBase + port);
    }
    return "table inet relaymove_hold {}\n"
           "delete table inet relaymove_hold\n"
           "table inet relaymove_hold {\n"
           "    chain prerouting {\n"
           "        type nat hook prerouting priority -110; policy accept;\n"
           "        fib daddr type local tcp flags & (syn | ack) == syn tcp dport { " +
           ports.join(", ") + " } redirect to :tcp dport map { " + pairs.join(", ") +
           " }\n"
           "    }\n"
           "}\n"
           "table inet relaymove_passing {}\n"
           "delete table inet relaymove_passing\n";
}

Plan waitingRoomPlan()
{
    return {
        {Role::Old, Purpose::Change, writeSocket(), Said::tr("sockets where connections can wait")},
        {Role::Old, Purpose::Change, writeService(), Said::tr("what passes them on afterwards")},
        {Role::Old, Purpose::Change, writeRules(),
         Said::tr("the rules of the hold, not loaded yet")},
        {Role::Old, Purpose::Change, reload(), Said::tr("systemd reads its units again")},
        {Role::Old, Purpose::Change, stopProxies(),
         Said::tr("nothing of an earlier cutover is left")},
        {Role::Old, Purpose::Change, forgetRelease(),
         Said::tr("nothing of an earlier cutover is left")},
        {Role::Old, Purpose::Change, startSockets(), Said::tr("the waiting sockets listen")},
        {Role::Old, Purpose::Change, loadRules(),
         Said::tr("the hold: new connections wait from here on")},
        {Role::Old, Purpose::Look, countWaiting(), Said::tr("how many wait")}};
}

void prepareWaitingRoom(StepContext &context)
{
    for (const Command &command :
         {writeSocket(), writeService(), writeRules(), reload(), stopProxies(), forgetRelease(),
          startSockets().with("sockets", socketNames())})
        context.source.run(command);
}

void holdConnections(StepContext &context) { context.source.run(loadRules()); }

Command countWaiting()
{
    return {"sh", "-c",
            "ss -Htn state established '( sport >= :20025 and sport <= :23340 )' | wc -l"};
}

QByteArray releaseToNewScript(const Facts &facts)
{
    return releaseScript(facts.newV4.isEmpty() ? facts.newV6 : facts.newV4);
}

QByteArray releaseToSelfScript(const Facts &facts)
{
    // Its own public address, never loopback: postfix trusts loopback, and a
    // stranger that waited must not become one of mynetworks.
    return "nft -f - 2>/dev/null <<'RULES'\n" + passingTable() +
           "delete table inet relaymove_hold\n"
           "RULES\n" +
           releaseScript(facts.oldV4.isEmpty() ? facts.oldV6 : facts.oldV4);
}

} // namespace relaymove
