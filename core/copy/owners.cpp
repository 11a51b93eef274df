#include "core/copy/owners.h"

#include "core/base/lines.h"
#include "core/base/user_text.h"
#include "core/host/script.h"
#include "core/migration/facts.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// find touches only what is wrong: a chown -R over a big relay costs seconds of outage.
Action ownMailboxes()
{
    return {Role::New, Purpose::Change,
            Command{"find", "{mailboxes}/", "(", "!", "-user", "vmail", "-o", "!", "-group",
                    "vmail", ")", "-exec", "chown", "-h", "vmail:vmail", "{}", "+"}
                .within(std::chrono::minutes(10)),
            UserText::tr("mailboxes belong to vmail")};
}
Action ownKeys()
{
    return {Role::New, Purpose::Change, Command{"chown", "-R", "opendkim:", "/etc/dkimkeys"},
            UserText::tr("DKIM keys belong to opendkim, which refuses others")};
}
Action ownCertificates()
{
    return {Role::New, Purpose::Change,
            Command{"sh", "-c", "[ ! -d /var/lib/acme ] || chown -R root: /var/lib/acme"},
            UserText::tr("certificates belong to root")};
}
// A line a file, where all are wrong.
Action listWrong()
{
    return {Role::New, Purpose::Prove,
            shell("wrong-owners", {"{mailboxes}", "{which}"}).saysUpTo(qint64(256) << 20),
            UserText::tr("nothing has a wrong owner")};
}

} // namespace

Plan ownersPlan() { return {ownMailboxes(), ownKeys(), ownCertificates(), listWrong()}; }

QStringList wrongOwners(StepContext &context, const std::optional<QStringList> &mailboxes)
{
    const Action look = listWrong().with("which", mailboxes ? u"named"_s : u"all"_s);
    return context.run(mailboxes ? look.input(asLines(*mailboxes)) : look).lines();
}

void mendOwners(StepContext &context, const QStringList &wrong)
{
    const auto isAnyIn = [&](const QString &folder) {
        return std::ranges::any_of(wrong,
                                   [&](const QString &path) { return path.startsWith(folder); });
    };
    if (isAnyIn(context.facts.relay.mailboxesDir))
        context.run(ownMailboxes());
    if (isAnyIn(u"/etc/dkimkeys"_s))
        context.run(ownKeys());
    if (isAnyIn(u"/var/lib/acme"_s))
        context.run(ownCertificates());
}

} // namespace relaymove
