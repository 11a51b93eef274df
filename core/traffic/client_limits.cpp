#include "core/traffic/client_limits.h"

#include "core/base/user_text.h"
#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr auto path = "/etc/relaymove/lift-limits.sh";

Command writeScript() { return writeProgramFile(QString::fromLatin1(path)); }
Command runScript() { return {path, "{addresses}"}; }

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

Plan clientLimitsPlan()
{
    return {{Role::New, Purpose::Change, writeScript(),
             UserText::tr("OLD's address is everybody's: no limit for it")},
            {Role::New, Purpose::Change, runScript(), UserText::tr("in postfix and dovecot")},
            {Role::Old, Purpose::Change, writeScript(),
             UserText::tr("the same for NEW's address, should OLD serve again")}};
}

void liftClientLimits(StepContext &context)
{
    const Facts &facts = context.facts;
    context.target.run(writeScript());
    context.target.run(runScript().with("addresses", inPostfixWords({facts.oldV4, facts.oldV6})));
    context.source.run(writeScript());
}

QString limitedAfterGoingBack(const Facts &facts)
{
    // Those who waited on OLD come from OLD's own address when it serves again.
    return inPostfixWords({facts.newV4, facts.newV6, facts.oldV4, facts.oldV6}).join(u' ');
}

} // namespace relaymove
