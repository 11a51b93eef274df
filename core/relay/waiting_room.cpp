#include "core/relay/waiting_room.h"

#include "core/base/said.h"
#include "core/host/script.h"
#include "core/relay/hold_units.h"
#include "core/relay/ports.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Command writeSocket() { return writeUnitFile(u"relaymove-hold@.socket"_s); }
Command writeService()
{
    return writeUnitFile(u"relaymove-hold@.service"_s,
                         "Environment=BASE=" + QByteArray::number(waitingPortBase) + '\n');
}
Command writeRules()
{
    return Command::writeFile(u"/etc/relaymove/hold.nft"_s, u"0644"_s, holdRules());
}
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

} // namespace

QByteArray passingTable() { return script("passing.nft"_L1); }

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
        {Role::Old, Purpose::Change, reloadUnits(), Said::tr("systemd reads its units again")},
        {Role::Old, Purpose::Change, stopProxies(),
         Said::tr("nothing of an earlier cutover is left")},
        {Role::Old, Purpose::Change, forgetRelease(),
         Said::tr("nothing of an earlier cutover is left")},
        {Role::Old, Purpose::Change, startSockets(), Said::tr("the waiting sockets listen")},
        {Role::Old, Purpose::Change, loadRules(),
         Said::tr("the hold: new connections wait from here on")}};
}

void prepareWaitingRoom(StepContext &context)
{
    for (const Command &command :
         {writeSocket(), writeService(), writeRules(), reloadUnits(), stopProxies(),
          forgetRelease(), startSockets().with("sockets", socketNames())})
        context.source.run(command);
}

void holdConnections(StepContext &context) { context.source.run(loadRules()); }

QString releaseToNewAddress(const Facts &facts)
{
    return bracketed(facts.newV4.isEmpty() ? facts.newV6 : facts.newV4);
}

QString releaseToSelfAddress(const Facts &facts)
{
    return bracketed(facts.oldV4.isEmpty() ? facts.oldV6 : facts.oldV4);
}

QByteArray releaseToSelfRules() { return passingTable() + "delete table inet relaymove_hold\n"; }

} // namespace relaymove
