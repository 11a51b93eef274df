#include "core/traffic/client_limits.h"

#include "core/base/user_text.h"
#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr auto path = "/etc/relaymove/lift-limits.sh";

Action writeScript(Role where)
{
    return {where, Purpose::Change, writeProgramFile(QString::fromLatin1(path)),
            UserText::tr("for whoever comes through the other host: no limit for its address")};
}
Action runScript()
{
    return {Role::New, Purpose::Change, Command{path, "{addresses}"},
            UserText::tr("in postfix and dovecot")};
}

QStringList inPostfixWords(const QStringList &from)
{
    QStringList addresses;
    for (const QString &address : from) {
        if (!address.isEmpty())
            addresses << (address.contains(u':') ? u'[' + address + u']' : address);
    }
    return addresses;
}

} // namespace

Plan clientLimitsPlan() { return {writeScript(Role::New), runScript(), writeScript(Role::Old)}; }

void liftClientLimits(StepContext &context)
{
    const Facts &facts = context.facts;
    context.run(writeScript(Role::New));
    context.run(runScript().with("addresses",
                                 inPostfixWords({facts.addresses.oldV4, facts.addresses.oldV6})));
    context.run(writeScript(Role::Old));
}

QString limitedAfterGoingBack(const Facts &facts)
{
    // Those who waited on OLD come from OLD's own address when it serves again.
    return inPostfixWords({facts.addresses.newV4, facts.addresses.newV6, facts.addresses.oldV4,
                           facts.addresses.oldV6})
        .join(u' ');
}

} // namespace relaymove
