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

const QString fence = u"fence"_s, detour = u"detour"_s, passing = u"passing"_s;

Command enable() { return {"systemctl", "enable", "relaymove-fence.service"}; }
Command enableForwardToOld() { return {"systemctl", "enable", "relaymove-detour.service"}; }
Command writeLookAtFence() { return writeUnitFile(u"relaymove-behind-fence.service"_s); }
Command writeFenceDropIns() { return shell("fence-drop-ins", {"{fenced}"}); }
Command forgetForwardToOld() { return {"rm", "-f", "/etc/relaymove/detour.nft"}; }
Command isEnabled()
{
    return Command{"systemctl", "is-enabled", "relaymove-fence.service"}.accepts({0, 1, 4});
}

QByteArray tcpPorts()
{
    QByteArrayList ports;
    for (const int port : publicTcpPorts)
        ports << QByteArray::number(port);
    return "tcp dport { " + ports.join(", ") + " }";
}

QByteArray udpPorts() { return "udp dport " + QByteArray::number(turnPort); }

QByteArray detourOf(const QByteArray &family, const QByteArray &protocol, const QString &address)
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
    for (const QString &unit : facts.addedOnNew) {
        if (!units.contains(unit))
            units << unit;
    }
    return units;
}

void placeFence(StepContext &context)
{
    for (const Command &command :
         {writeKeeper(), writeLowering(), writeTable(fence, fenceRules()), writeTableUnit(fence),
          writeLookAtFence(), writeFenceDropIns().with("fenced", fencedUnits(context.facts)),
          reloadUnits(), enable(), raiseTable(fence)})
        context.target.run(command);
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
    return QByteArray("table inet relaymove_detour {}\n"
                      "delete table inet relaymove_detour\n"
                      "table inet relaymove_detour {\n"
                      "    chain prerouting {\n"
                      "        type nat hook prerouting priority -105; policy accept;\n"
                      "        iifname \"lo\" accept\n") +
           detourOf("ip", "ipv4", facts.oldV4) + detourOf("ip6", "ipv6", facts.oldV6) +
           "    }\n"
           "    chain postrouting {\n"
           "        type nat hook postrouting priority 100; policy accept;\n"
           "        ct status dnat masquerade\n"
           "    }\n"
           "}\n";
}

Command listFence() { return listTable("relaymove_fence"); }

Plan fencePlan()
{
    const auto change = [](const Command &command, const QString &why) {
        return Planned{Role::New, Purpose::Change, command, why};
    };
    return {change(writeKeeper(), UserText::tr("keeps a table of ours, whoever empties nftables")),
            change(writeLowering(), UserText::tr("takes a table of ours away")),
            change(writeTable(fence, {}),
                   UserText::tr("the fence: nothing from outside reaches a mail port")),
            change(writeTableUnit(fence), UserText::tr("the fence comes back after a reboot")),
            change(writeLookAtFence(),
                   UserText::tr("nothing serves mail there unless the fence stands")),
            change(writeFenceDropIns(),
                   UserText::tr("nothing serves mail there unless the fence stands")),
            change(reloadUnits(), UserText::tr("systemd reads its units again")),
            change(enable(), UserText::tr("the fence stands after a reboot")),
            change(raiseTable(fence), UserText::tr("the fence stands now")),
            change(lowerTables(), UserText::tr("nobody is passed on to OLD")),
            change(forgetForwardToOld(), UserText::tr("nobody is passed on to OLD")),
            {Role::New, Purpose::Look, isEnabled(),
             UserText::tr("whether the fence stands after a reboot")},
            {Role::New, Purpose::Look, listFence(), UserText::tr("whether the fence stands")}};
}

Plan forwardToOldPlan()
{
    const auto change = [](const Command &command, const QString &why) {
        return Planned{Role::New, Purpose::Change, command, why};
    };
    Plan plan = fencePlan();
    const QString on = UserText::tr("who comes to NEW before it is open is passed on to OLD");
    append(plan,
           {{change(writeLetThrough(), UserText::tr("NEW may pass connections on to OLD")),
             change(writeTable(passing, {}), UserText::tr("connections that were passed on go on")),
             change(writeTableUnit(passing), UserText::tr("connections that were passed on go on")),
             change(writeTable(detour, {}), on), change(writeTableUnit(detour), on),
             change(enableForwardToOld(), UserText::tr("after a reboot too")),
             change(raiseTable(passing), UserText::tr("connections that were passed on go on")),
             change(raiseTable(detour), on)}});
    return plan;
}

void raiseFence(StepContext &context)
{
    placeFence(context);
    context.target.run(lowerTables().with("names", QStringList{detour}));
    context.target.run(forgetForwardToOld());
}

void forwardToOld(StepContext &context)
{
    placeFence(context);
    for (const Command &command :
         {writeLetThrough(), writeTable(passing, passingTable()), writeTableUnit(passing),
          writeTable(detour, forwardToOldRules(context.facts)), writeTableUnit(detour),
          reloadUnits(), enableForwardToOld(), raiseTable(passing), raiseTable(detour)})
        context.target.run(command);
}

Plan takeFenceAwayPlan()
{
    return {{Role::New, Purpose::Change, shell("take-fence-away"),
             UserText::tr("what NEW needs no longer")}};
}

void takeFenceAway(StepContext &context) { context.target.run(shell("take-fence-away")); }

bool isFenced(StepContext &context)
{
    return context.target.run(listFence()).exitCode == 0 &&
           context.target.run(isEnabled()).exitCode == 0;
}

} // namespace relaymove
