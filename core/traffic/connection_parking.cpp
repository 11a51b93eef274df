#include "core/traffic/connection_parking.h"

#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/relay/ports.h"
#include "core/traffic/tables.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Action writeSocket()
{
    return {Role::Old, Purpose::Change, writeUnitFile(u"relaymove-parking@.socket"_s),
            UserText::tr("sockets where connections can wait")};
}
Action writeService()
{
    return {Role::Old, Purpose::Change,
            writeUnitFile(u"relaymove-parking@.service"_s,
                          "Environment=BASE=" + QByteArray::number(waitingPortBase) + '\n'),
            UserText::tr("what passes them on afterwards")};
}
Action writeClosing()
{
    return {Role::Old, Purpose::Change, writeProgramFile(u"/etc/relaymove/close-parking.sh"_s),
            UserText::tr("the waiting ports end with the last who waited")};
}
Table parking()
{
    return {Role::Old, u"parking"_s, UserText::tr("the hold: new connections wait")};
}

// A proxy of an earlier cutover would go on accepting for its old target.
Action stopProxies()
{
    return {
        Role::Old, Purpose::Change,
        Command{"systemctl", "stop", "relaymove-parking@*.service", "relaymove-parking@*.socket"},
        UserText::tr("nothing of an earlier cutover is left")};
}
Action forgetRelease()
{
    return {
        Role::Old, Purpose::Change,
        Command{"sh", "-c",
                "mkdir -p /run/relaymove && rm -f /run/relaymove/released /run/relaymove/target"},
        UserText::tr("nothing of an earlier cutover is left")};
}
Action startSockets()
{
    QStringList words{u"systemctl"_s, u"start"_s};
    for (const int port : publicTcpPorts)
        words << u"relaymove-parking@%1.socket"_s.arg(waitingPortBase + port);
    return {Role::Old, Purpose::Change, Command(words), UserText::tr("the waiting sockets listen")};
}

Plan preparations()
{
    return {writeSocket(),
            writeService(),
            writeClosing(),
            writeKeeper(Role::Old),
            writeLowering(Role::Old),
            writeTable(parking(), parkingRules()),
            writeTableUnit(parking()),
            writeTable(passing(Role::Old), passingRules()),
            writeTableUnit(passing(Role::Old)),
            reloadUnits(Role::Old),
            stopProxies(),
            forgetRelease(),
            startSockets(),
            raiseTable(passing(Role::Old))};
}

QString bracketed(const QString &address)
{
    return address.contains(u':') ? u'[' + address + u']' : address;
}

} // namespace

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
    Plan plan = preparations();
    plan.push_back(raiseTable(parking()));
    plan.push_back(listParking());
    return plan;
}

void prepareConnectionParking(StepContext &context) { context.runAll(preparations()); }

void parkConnections(StepContext &context) { context.run(raiseTable(parking())); }

Action listParking() { return listTable(parking(), UserText::tr("whether connections wait")); }

QString releaseToNewAddress(const Facts &facts)
{
    return bracketed(facts.addresses.newV4.isEmpty() ? facts.addresses.newV6
                                                     : facts.addresses.newV4);
}

QString releaseToSelfAddress(const Facts &facts)
{
    return bracketed(facts.addresses.oldV4.isEmpty() ? facts.addresses.oldV6
                                                     : facts.addresses.oldV4);
}
} // namespace relaymove
