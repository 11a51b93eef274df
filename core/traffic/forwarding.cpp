#include "core/traffic/forwarding.h"

#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/relay/ports.h"
#include "core/traffic/tables.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

Table forward()
{
    return {Role::Old, u"forward"_s, UserText::tr("what comes to OLD's ports goes to NEW")};
}

Action enable()
{
    return {Role::Old,
            Purpose::Change,
            {"systemctl", "enable", "relaymove-forward.service"},
            UserText::tr("after a reboot too")};
}

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

Action writeLetThrough(Role where)
{
    return {where, Purpose::Change, writeProgramFile(u"/etc/relaymove/let-through.sh"_s),
            UserText::tr("%1 may pass connections on").arg(roleName(where))};
}

QByteArray forwardRules(const Facts &facts)
{
    return family("ip", facts.addresses.newV4) + family("ip6", facts.addresses.newV6);
}

Plan forwardingPlan(const Facts &facts)
{
    return {writeLetThrough(Role::Old),
            writeKeeper(Role::Old),
            writeTable(forward(), forwardRules(facts)),
            writeTableUnit(forward()),
            reloadUnits(Role::Old),
            enable()};
}

void prepareForwarding(StepContext &context) { context.runAll(forwardingPlan(context.facts)); }

} // namespace relaymove
