#include "core/relay/fence.h"

#include "core/base/said.h"
#include "core/host/script.h"
#include "core/relay/forwarding.h"
#include "core/relay/hold_units.h"
#include "core/relay/ports.h"
#include "core/relay/waiting_room.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Command writeRules(const QByteArray &rules)
{
    return Command::writeFile(QString::fromLatin1(fenceRulesPath), u"0644"_s, rules);
}
Command writeUnit() { return writeUnitFile(u"relaymove-fence.service"_s); }
Command enable() { return {"systemctl", "enable", "relaymove-fence.service"}; }
// Not restart: between its stop and its start NEW would be open.
Command load() { return {"systemctl", "reload-or-restart", "relaymove-fence.service"}; }
// Not for longer than the proof needs: the person's own mail program may come from
// the same address.
Command admit4()
{
    return {"nft",        "add",     "element", "inet", "relaymove_fence", "admitted4", "{",
            "{address4}", "timeout", "60s",     "}"};
}
Command admit6()
{
    return {"nft",        "add",     "element", "inet", "relaymove_fence", "admitted6", "{",
            "{address6}", "timeout", "60s",     "}"};
}
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

// What begins with this is the whole table, in one transaction.
QByteArray fenceTable(const QByteArray &moreChains)
{
    return "table inet relaymove_fence {}\n"
           "delete table inet relaymove_fence\n"
           "table inet relaymove_fence {\n"
           "    set admitted4 { type ipv4_addr; flags timeout; }\n"
           "    set admitted6 { type ipv6_addr; flags timeout; }\n"
           "    chain input {\n"
           "        type filter hook input priority -300; policy accept;\n"
           "        iifname \"lo\" accept\n"
           "        ip saddr @admitted4 accept\n"
           "        ip6 saddr @admitted6 accept\n"
           "        " +
           tcpPorts() + " drop\n        " + udpPorts() + " drop\n    }\n" + moreChains + "}\n";
}

} // namespace

QByteArray fenceRules() { return fenceTable({}); }

QByteArray detourRules(const Facts &facts)
{
    return passingTable() +
           fenceTable("    chain detour {\n"
                      "        type nat hook prerouting priority -105; policy accept;\n"
                      "        iifname \"lo\" accept\n"
                      "        ip saddr @admitted4 accept\n"
                      "        ip6 saddr @admitted6 accept\n" +
                      detourOf("ip", "ipv4", facts.oldV4) + detourOf("ip6", "ipv6", facts.oldV6) +
                      "    }\n"
                      "    chain detour_back {\n"
                      "        type nat hook postrouting priority 100; policy accept;\n"
                      "        ct status dnat masquerade\n"
                      "    }\n");
}

Command listFence()
{
    return Command{"nft", "list", "table", "inet", "relaymove_fence"}.accepts({0, 1, 127});
}

Plan fencePlan()
{
    return {
        {Role::New, Purpose::Change, writeRules({}),
         Said::tr("the fence: nothing from outside reaches a mail port")},
        {Role::New, Purpose::Change, writeUnit(), Said::tr("the fence comes back after a reboot")},
        {Role::New, Purpose::Change, reloadUnits(), Said::tr("systemd reads its units again")},
        {Role::New, Purpose::Change, enable(), Said::tr("the fence stands after a reboot")},
        {Role::New, Purpose::Change, load(), Said::tr("the fence stands now")},
        {Role::New, Purpose::Look, isEnabled(),
         Said::tr("whether the fence stands after a reboot")},
        {Role::New, Purpose::Look, listFence(), Said::tr("whether the fence stands")}};
}

Plan detourPlan()
{
    return {
        {Role::New, Purpose::Change, writeForwardingSysctls(),
         Said::tr("NEW may pass connections on to OLD")},
        {Role::New, Purpose::Change, applyForwardingSysctls(),
         Said::tr("NEW may pass connections on to OLD")},
        {Role::New, Purpose::Change, writeRules({}),
         Said::tr("who comes to NEW before it is open is passed on to OLD")},
        {Role::New, Purpose::Change, load(), Said::tr("the fence stands, with the way to OLD")}};
}

Plan admitPlan()
{
    return {{Role::New, Purpose::Prove, admit4(),
             Said::tr("lets this computer through the fence, for the proof")},
            {Role::New, Purpose::Prove, admit6(),
             Said::tr("lets this computer through the fence, for the proof")}};
}

void raiseFence(StepContext &context)
{
    for (const Command &command :
         {writeRules(fenceRules()), writeUnit(), reloadUnits(), enable(), load()})
        context.target.run(command);
}

void passOnToOld(StepContext &context)
{
    for (const Command &command : {writeForwardingSysctls(), applyForwardingSysctls(),
                                   writeRules(detourRules(context.facts)), load()})
        context.target.run(command);
}

void admit(StepContext &context, const QStringList &addresses)
{
    for (const QString &address : addresses) {
        if (address.isEmpty())
            continue;
        context.target.run(address.contains(u':') ? admit6().with("address6", address)
                                                  : admit4().with("address4", address));
    }
}

bool isFenced(StepContext &context)
{
    return context.target.run(listFence()).exitCode == 0 &&
           context.target.run(isEnabled()).exitCode == 0;
}

} // namespace relaymove
