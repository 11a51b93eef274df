#include "core/relay/client_limits.h"

#include "core/base/said.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr auto path = "/etc/relaymove/lift-limits.sh";

// dovecot counts connections per user and address (mail_max_userip_connections).
QByteArray script(const QStringList &from)
{
    QByteArray addresses;
    for (const QString &address : from) {
        if (!address.isEmpty())
            addresses +=
                address.contains(u':') ? " [" + address.toUtf8() + ']' : ' ' + address.toUtf8();
    }
    return "#!/bin/sh\n"
           "# Written by Relaymove: the other host passes its users on to this one.\n"
           "postconf -e 'smtpd_client_event_limit_exceptions = $mynetworks" +
           addresses +
           "'\n"
           "cat >/etc/relaymove/dovecot.conf <<'END'\n"
           "protocol imap {\n"
           "  mail_max_userip_connections = 1000\n"
           "}\n"
           "END\n"
           "line='!include_try /etc/relaymove/dovecot.conf'\n"
           "grep -qxF \"$line\" /etc/dovecot/dovecot.conf ||\n"
           "    echo \"$line\" >>/etc/dovecot/dovecot.conf\n";
}

Command writeScript(const QByteArray &content)
{
    return Command::writeFile(QString::fromLatin1(path), u"0700"_s, content);
}
Command runScript() { return {path}; }

} // namespace

Plan clientLimitsPlan()
{
    return {{Role::New, Purpose::Change, writeScript({}),
             Said::tr("OLD's address is everybody's: no limit for it")},
            {Role::New, Purpose::Change, runScript(), Said::tr("in postfix and dovecot")},
            {Role::Old, Purpose::Change, writeScript({}),
             Said::tr("the same for NEW's address, should OLD serve again")}};
}

void liftClientLimits(StepContext &context)
{
    const Facts &facts = context.facts;
    context.target.run(writeScript(script({facts.oldV4, facts.oldV6})));
    context.target.run(runScript());
    // Those who waited on OLD come from OLD's own address when it serves again.
    const QStringList all{facts.newV4, facts.newV6, facts.oldV4, facts.oldV6};
    context.source.run(writeScript(script(all)));
}

QByteArray liftLimitsScript() { return QByteArray(path) + '\n'; }

} // namespace relaymove
