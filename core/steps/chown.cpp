#include "core/steps/chown.h"

#include "core/base/said.h"
#include "core/host/script.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/steps/common.h"

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// rsync maps owners by name; what it could not map is mended here. find touches
// only what is wrong: a chown -R over a big relay costs seconds of outage.
Command ownMailboxes()
{
    return Command{"find",        "{mailboxes}/", "(",     "!", "-user", "vmail", "-o",
                   "!",           "-group",       "vmail", ")", "-exec", "chown", "-h",
                   "vmail:vmail", "{}",           "+"}
        .within(std::chrono::minutes(10));
}
Command ownKeys() { return {"chown", "-R", "opendkim:", "/etc/dkimkeys"}; }
Command ownCertificates()
{
    return {"sh", "-c", "[ ! -d /var/lib/acme ] || chown -R root: /var/lib/acme"};
}
// A line a file, where all are wrong.
Command wrongOwners() { return shell("wrong-owners", {"{mailboxes}"}).saysUpTo(qint64(256) << 20); }

class Chown : public Step
{
public:
    StepId id() const override { return StepId::Chown; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan{
            {Role::New, Purpose::Change, ownMailboxes(), Said::tr("mailboxes belong to vmail")},
            {Role::New, Purpose::Change, ownKeys(),
             Said::tr("DKIM keys belong to opendkim, which refuses others")},
            {Role::New, Purpose::Change, ownCertificates(),
             Said::tr("certificates belong to root")},
            {Role::New, Purpose::Prove, wrongOwners(), Said::tr("nothing has a wrong owner")}};
        return filled(during(std::move(plan), {HostState::Fenced, HostState::Filled}), profile,
                      facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (isOpen(context))
            return Inspection::done(Said::tr("NEW serves already"));
        const QStringList wrong = findWrong(context);
        if (wrong.isEmpty())
            return Inspection::done(Said::tr("every owner is right"));
        return Inspection::partial(Said::tr("%1 files with a wrong owner, such as %2")
                                       .arg(wrong.size())
                                       .arg(wrong.first()));
    }

    void run(StepContext &context) override
    {
        context.target.run(withFacts(ownMailboxes(), context.profile, context.facts));
        context.target.run(ownKeys());
        context.target.run(ownCertificates());
    }

    QList<Claim> prove(StepContext &context) override
    {
        const QString wrong = findWrong(context).mid(0, 3).join(u", "_s);
        return {{Proof::OwnersRight, Said::tr("files with a wrong owner"), Said::tr("none"),
                 wrong.isEmpty() ? Said::tr("none") : wrong, wrong.isEmpty()}};
    }

private:
    static QStringList findWrong(StepContext &context)
    {
        return context.target.run(withFacts(wrongOwners(), context.profile, context.facts)).lines();
    }
};

} // namespace

std::unique_ptr<Step> makeChown() { return std::make_unique<Chown>(); }

} // namespace relaymove
