#include "core/traffic/fence.h"

#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/relay/moved_units.h"
#include "core/relay/ports.h"
#include "core/traffic/connection_parking.h"
#include "core/traffic/forwarding.h"
#include "core/traffic/tables.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Table fence()
{
    return {Role::New, u"fence"_s,
            UserText::tr("the fence: nothing from outside reaches a mail port")};
}
Table toOld()
{
    return {Role::New, u"to_old"_s,
            UserText::tr("who comes to NEW before it is open is passed on to OLD")};
}
QString nobodyToOld() { return UserText::tr("nobody is passed on to OLD"); }
QString onlyBehindFence()
{
    return UserText::tr("nothing serves mail there unless the fence stands");
}

Action enable()
{
    return {Role::New,
            Purpose::Change,
            {"systemctl", "enable", "relaymove-fence.service"},
            UserText::tr("the fence stands after a reboot")};
}
Action enableForwardToOld()
{
    return {Role::New,
            Purpose::Change,
            {"systemctl", "enable", "relaymove-to_old.service"},
            UserText::tr("after a reboot too")};
}
Action writeLookAtFence()
{
    return {Role::New, Purpose::Change, writeUnitFile(u"relaymove-behind-fence.service"_s),
            onlyBehindFence()};
}
Action writeFenceDropIns()
{
    return {Role::New, Purpose::Change, shell("fence-drop-ins", {"{fenced}"}), onlyBehindFence()};
}
Action forgetForwardToOld()
{
    return {Role::New, Purpose::Change, {"rm", "-f", "/etc/relaymove/to_old.nft"}, nobodyToOld()};
}
Action isEnabled()
{
    return {Role::New, Purpose::Look,
            Command{"systemctl", "is-enabled", "relaymove-fence.service"}.accepts({0, 1, 4}),
            UserText::tr("whether the fence stands after a reboot")};
}

QByteArray tcpPorts()
{
    QByteArrayList ports;
    for (const int port : publicTcpPorts)
        ports << QByteArray::number(port);
    return "tcp dport { " + ports.join(", ") + " }";
}

QByteArray udpPorts() { return "udp dport " + QByteArray::number(turnPort); }

QByteArray toOldBy(const QByteArray &family, const QByteArray &protocol, const QString &address)
{
    if (address.isEmpty())
        return {};
    const QByteArray ours = "        meta nfproto " + protocol + " fib daddr type local ";
    const QByteArray target = " counter dnat " + family + " to " + address.toUtf8() + "\n";
    return ours + tcpPorts() + target + ours + udpPorts() + target;
}

// The units that serve, or write: without a fence none of them starts before the opening.
QStringList fencedUnits(const Facts &facts)
{
    QStringList units = unitsToStop(facts);
    for (const QString &unit : facts.relay.addedOnNew) {
        if (!units.contains(unit))
            units << unit;
    }
    return units;
}

Plan raising(const Action &dropIns)
{
    return {writeKeeper(Role::New),
            writeLowering(Role::New),
            writeTable(fence(), fenceRules()),
            writeTableUnit(fence()),
            writeLookAtFence(),
            dropIns,
            reloadUnits(Role::New),
            enable(),
            raiseTable(fence())};
}

Plan raisingForwardToOld(const Facts &facts)
{
    return {writeLetThrough(Role::New),
            writeTable(passing(Role::New), passingRules()),
            writeTableUnit(passing(Role::New)),
            writeTable(toOld(), forwardToOldRules(facts)),
            writeTableUnit(toOld()),
            reloadUnits(Role::New),
            enableForwardToOld(),
            raiseTable(passing(Role::New)),
            raiseTable(toOld())};
}

Plan endingForwardToOld() { return {lowerTable(toOld(), nobodyToOld()), forgetForwardToOld()}; }

void placeFence(StepContext &context)
{
    context.runAll(raising(writeFenceDropIns().with("fenced", fencedUnits(context.facts))));
}

} // namespace

QByteArray fenceRules()
{
    return QByteArray("table inet relaymove_fence {}\n"
                      "delete table inet relaymove_fence\n"
                      "table inet relaymove_fence {\n"
                      "    chain input {\n"
                      "        type filter hook input priority -300; policy accept;\n"
                      "        iifname \"lo\" accept\n"
                      "        ") +
           tcpPorts() + " drop\n        " + udpPorts() + " drop\n    }\n}\n";
}

QByteArray forwardToOldRules(const Facts &facts)
{
    return QByteArray("table inet relaymove_to_old {}\n"
                      "delete table inet relaymove_to_old\n"
                      "table inet relaymove_to_old {\n"
                      "    chain prerouting {\n"
                      "        type nat hook prerouting priority -105; policy accept;\n"
                      "        iifname \"lo\" accept\n") +
           toOldBy("ip", "ipv4", facts.addresses.oldV4) +
           toOldBy("ip6", "ipv6", facts.addresses.oldV6) +
           "    }\n"
           "    chain postrouting {\n"
           "        type nat hook postrouting priority 100; policy accept;\n"
           "        ct status dnat masquerade\n"
           "    }\n"
           "}\n";
}

Action listFence() { return listTable(fence(), UserText::tr("whether the fence stands")); }

Plan fencePlan()
{
    Plan plan = raising(writeFenceDropIns());
    append(plan, {endingForwardToOld()});
    return plan;
}

Plan forwardToOldPlan(const Facts &facts)
{
    Plan plan = fencePlan();
    append(plan, {raisingForwardToOld(facts)});
    return plan;
}

void raiseFence(StepContext &context)
{
    placeFence(context);
    context.runAll(endingForwardToOld());
}

void forwardToOld(StepContext &context)
{
    placeFence(context);
    context.runAll(raisingForwardToOld(context.facts));
}

Plan takeFenceAwayPlan()
{
    return {{Role::New, Purpose::Change, shell("take-fence-away"),
             UserText::tr("what NEW needs no longer")}};
}

void takeFenceAway(StepContext &context) { context.runAll(takeFenceAwayPlan()); }

Plan fenceLookPlan() { return {isEnabled(), listFence()}; }

bool isFenced(StepContext &context)
{
    return context.run(listFence()).exitCode == 0 && context.run(isEnabled()).exitCode == 0;
}

} // namespace relaymove
