#include "core/traffic/connection_parking.h"

#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/relay/ports.h"
#include "core/traffic/tables.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Command writeSocket() { return writeUnitFile(u"relaymove-parking@.socket"_s); }
Command writeService()
{
    return writeUnitFile(u"relaymove-parking@.service"_s,
                         "Environment=BASE=" + QByteArray::number(waitingPortBase) + '\n');
}
Command writeClosing() { return writeProgramFile(u"/etc/relaymove/close-parking.sh"_s); }
const QString parking = u"parking"_s, passing = u"passing"_s;

// A proxy of an earlier cutover would go on accepting for its old target.
Command stopProxies()
{
    return {"systemctl", "stop", "relaymove-parking@*.service", "relaymove-parking@*.socket"};
}
Command forgetRelease()
{
    return {"sh", "-c",
            "mkdir -p /run/relaymove && rm -f /run/relaymove/released /run/relaymove/target"};
}
Command startSockets() { return {"systemctl", "start", "{sockets}"}; }
QStringList socketNames()
{
    QStringList names;
    for (const int port : publicTcpPorts)
        names << u"relaymove-parking@%1.socket"_s.arg(waitingPortBase + port);
    return names;
}

QString bracketed(const QString &address)
{
    return address.contains(u':') ? u'[' + address + u']' : address;
}

} // namespace

QByteArray passingTable() { return script("passing.nft"_L1); }

QByteArray parkingRules()
{
    QByteArrayList ports, pairs;
    for (const int port : publicTcpPorts) {
        ports << QByteArray::number(port);
        pairs << QByteArray::number(port) + " : " + QByteArray::number(waitingPortBase + port);
    }
    return "table inet relaymove_parking {}\n"
           "delete table inet relaymove_parking\n"
           "table inet relaymove_parking {\n"
           "    chain prerouting {\n"
           "        type nat hook prerouting priority -110; policy accept;\n"
           "        fib daddr type local tcp flags & (syn | ack) == syn tcp dport { " +
           ports.join(", ") + " } redirect to :tcp dport map { " + pairs.join(", ") +
           " }\n"
           "    }\n"
           "}\n";
}

Plan connectionParkingPlan()
{
    return {
        {Role::Old, Purpose::Change, writeSocket(),
         UserText::tr("sockets where connections can wait")},
        {Role::Old, Purpose::Change, writeService(),
         UserText::tr("what passes them on afterwards")},
        {Role::Old, Purpose::Change, writeClosing(),
         UserText::tr("the waiting ports end with the last who waited")},
        {Role::Old, Purpose::Change, writeKeeper(),
         UserText::tr("keeps a table of ours, whoever empties nftables")},
        {Role::Old, Purpose::Change, writeLowering(), UserText::tr("takes a table of ours away")},
        {Role::Old, Purpose::Change, writeTable(parking, {}),
         UserText::tr("the rules of the hold, not loaded yet")},
        {Role::Old, Purpose::Change, writeTableUnit(parking),
         UserText::tr("the rules of the hold, not loaded yet")},
        {Role::Old, Purpose::Change, writeTable(passing, {}),
         UserText::tr("connections that were passed on go on")},
        {Role::Old, Purpose::Change, writeTableUnit(passing),
         UserText::tr("connections that were passed on go on")},
        {Role::Old, Purpose::Change, reloadUnits(), UserText::tr("systemd reads its units again")},
        {Role::Old, Purpose::Change, stopProxies(),
         UserText::tr("nothing of an earlier cutover is left")},
        {Role::Old, Purpose::Change, forgetRelease(),
         UserText::tr("nothing of an earlier cutover is left")},
        {Role::Old, Purpose::Change, startSockets(), UserText::tr("the waiting sockets listen")},
        {Role::Old, Purpose::Change, raiseTable(passing),
         UserText::tr("connections that were passed on go on")},
        {Role::Old, Purpose::Change, raiseTable(parking),
         UserText::tr("the hold: new connections wait from here on")}};
}

void prepareConnectionParking(StepContext &context)
{
    for (const Command &command :
         {writeSocket(), writeService(), writeClosing(), writeKeeper(), writeLowering(),
          writeTable(parking, parkingRules()), writeTableUnit(parking),
          writeTable(passing, passingTable()), writeTableUnit(passing), reloadUnits(),
          stopProxies(), forgetRelease(), startSockets().with("sockets", socketNames()),
          raiseTable(passing)})
        context.source.run(command);
}

void parkConnections(StepContext &context) { context.source.run(raiseTable(parking)); }

QString releaseToNewAddress(const Facts &facts)
{
    return bracketed(facts.newV4.isEmpty() ? facts.newV6 : facts.newV4);
}

QString releaseToSelfAddress(const Facts &facts)
{
    return bracketed(facts.oldV4.isEmpty() ? facts.oldV6 : facts.oldV4);
}
} // namespace relaymove
