#include "core/traffic/forwarding.h"

#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/relay/ports.h"
#include "core/traffic/tables.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

const QString forward = u"forward"_s;

Command enable() { return {"systemctl", "enable", "relaymove-forward.service"}; }
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

Command writeLetThrough() { return writeProgramFile(u"/etc/relaymove/let-through.sh"_s); }

QByteArray forwardRules(const Facts &facts)
{
    return family("ip", facts.newV4) + family("ip6", facts.newV6);
}

Plan forwardingPlan()
{
    return {
        {Role::Old, Purpose::Change, writeLetThrough(), UserText::tr("OLD may forward")},
        {Role::Old, Purpose::Change, writeKeeper(),
         UserText::tr("keeps a table of ours, whoever empties nftables")},
        {Role::Old, Purpose::Change, writeTable(forward, {}),
         UserText::tr("what comes to OLD's ports goes to NEW")},
        {Role::Old, Purpose::Change, writeTableUnit(forward), UserText::tr("after a reboot too")},
        {Role::Old, Purpose::Change, reloadUnits(), UserText::tr("systemd reads its units again")},
        {Role::Old, Purpose::Change, enable(), UserText::tr("after a reboot too")}};
}

void prepareForwarding(StepContext &context)
{
    for (const Command &command :
         {writeLetThrough(), writeKeeper(), writeTable(forward, forwardRules(context.facts)),
          writeTableUnit(forward), reloadUnits(), enable()})
        context.source.run(command);
}

} // namespace relaymove
