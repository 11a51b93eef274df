#include "core/relay/probe_account.h"

#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/profiles/profile.h"

#include <QRandomGenerator>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// On OLD before anything stops, on NEW behind its fence; what is left there may go later, too.
Action make(Role where)
{
    using enum HostState;
    return {where, Purpose::Change, shell("make-probe-account", {"{probe-mailbox}"}),
            UserText::tr("the proof's account"),
            where == Role::Old ? QList{Serving} : QList{Filled}};
}
Action removeAll(Role where)
{
    using enum HostState;
    return {where, Purpose::Change,
            shell("remove-probe-accounts", {"{mailboxes}", "{probe-names}"}),
            UserText::tr("the proof's account and its messages are removed"),
            where == Role::Old ? QList{Serving} : QList{Filled, Open, Settled}};
}

QString randomWord(int length)
{
    static const QString letters = u"abcdefghijklmnopqrstuvwxyz0123456789"_s;
    QString word;
    for (int i = 0; i < length; ++i)
        word += letters.at(QRandomGenerator::system()->bounded(int(letters.size())));
    return word;
}

// What the names of this migration's accounts begin with.
QString namesOf(const Profile &profile)
{
    return u"relaymove-"_s + QString(profile.id).remove(u'-').left(12) + u'-';
}

} // namespace

Plan probeAccountPlan(Role where) { return {make(where), removeAll(where)}; }

Plan removeProbeAccountsPlan(Role where) { return {removeAll(where)}; }

ProbeAccount makeProbeAccount(StepContext &context, Host &host)
{
    ProbeAccount account{.user = namesOf(context.profile) + randomWord(4) + u'@' +
                                 context.facts.relay.domain,
                         .password = randomPassword()};
    make(host.role())
        .with("probe-mailbox", context.facts.relay.mailboxesDir + u'/' + account.user)
        .input(Secret(account.password.reveal() + '\n'))
        .runOn(host);
    return account;
}

void removeProbeAccounts(StepContext &context, Host &host)
{
    removeAll(host.role())
        .with("mailboxes", context.facts.relay.mailboxesDir)
        .with("probe-names", namesOf(context.profile))
        .runOn(host);
}

// Chatmail's user names have nine characters unless the ini says otherwise.
QString strangerIn(const QString &domain) { return u"rm"_s + randomWord(7) + u'@' + domain; }

Secret randomPassword() { return Secret(randomWord(24).toUtf8()); }

} // namespace relaymove
