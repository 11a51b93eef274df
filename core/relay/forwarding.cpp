#include "core/relay/forwarding.h"

#include "core/base/said.h"
#include "core/host/script.h"
#include "core/relay/hold_units.h"
#include "core/relay/marks.h"
#include "core/relay/ports.h"
#include "core/steps/common.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Command writeRules(const QByteArray &rules)
{
    return Command::writeFile(u"/etc/relaymove/forward.nft"_s, u"0644"_s, rules);
}
Command writeUnit() { return writeUnitFile(u"relaymove-forward.service"_s); }
Command enable() { return {"systemctl", "enable", "relaymove-forward.service"}; }
Command clearFlag() { return {"rm", "-f", "/etc/relaymove/forward"}; }
Command readyFlag() { return readyMark("/etc/relaymove/forward", {}); }
QByteArray family(const QByteArray &name, const QString &target)
{
    if (target.isEmpty())
        return {};
    QByteArrayList ports;
    for (const int port : publicTcpPorts)
        ports << QByteArray::number(port);
    const QByteArray address = target.toUtf8();
    return "table " + name + " relaymove_forward {}\n" + "delete table " + name +
           " relaymove_forward\n" + "table " + name +
           " relaymove_forward {\n"
           "    chain prerouting {\n"
           "        type nat hook prerouting priority -105; policy accept;\n"
           "        fib daddr type local tcp dport { " +
           ports.join(", ") + " } counter dnat to " + address +
           "\n"
           "        fib daddr type local udp dport " +
           QByteArray::number(turnPort) + " counter dnat to " + address +
           "\n"
           "    }\n"
           "    chain postrouting {\n"
           "        type nat hook postrouting priority 100; policy accept;\n"
           "        ct status dnat masquerade\n"
           "    }\n"
           "}\n";
}

} // namespace

Command writeForwardingSysctls()
{
    return Command::writeFile(u"/etc/sysctl.d/90-relaymove.conf"_s, u"0644"_s,
                              script("90-relaymove.conf"_L1));
}

Command applyForwardingSysctls()
{
    return {"/lib/systemd/systemd-sysctl", "/etc/sysctl.d/90-relaymove.conf"};
}

QByteArray forwardRules(const Facts &facts)
{
    return "table inet relaymove_hold {}\n"
           "delete table inet relaymove_hold\n" +
           family("ip", facts.newV4) + family("ip6", facts.newV6);
}

Plan forwardingPlan()
{
    return {{Role::Old, Purpose::Change, writeForwardingSysctls(), Said::tr("OLD may forward")},
            {Role::Old, Purpose::Change, writeRules({}),
             Said::tr("what comes to OLD's ports goes to NEW")},
            {Role::Old, Purpose::Change, writeUnit(), Said::tr("after a reboot too")},
            {Role::Old, Purpose::Change, reloadUnits(), Said::tr("systemd reads its units again")},
            {Role::Old, Purpose::Change, clearFlag(), Said::tr("not yet")},
            {Role::Old, Purpose::Change, readyFlag(), Said::tr("its mark, ready")},
            {Role::Old, Purpose::Change, enable(), Said::tr("after a reboot too")}};
}

void prepareForwarding(StepContext &context)
{
    for (const Command &command :
         {clearFlag(), readyFlag(), writeForwardingSysctls(),
          writeRules(forwardRules(context.facts)), writeUnit(), reloadUnits(), enable()})
        context.source.run(command);
}

} // namespace relaymove
