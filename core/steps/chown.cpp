#include "core/steps/chown.h"

#include "core/base/user_text.h"
#include "core/guard/cutover_state.h"
#include "core/host/script.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

// rsync maps owners by name; what it could not map is mended here. find touches
// only what is wrong: a chown -R over a big relay costs seconds of outage.
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
Action wrongOwners()
{
    return {Role::New, Purpose::Prove,
            shell("wrong-owners", {"{mailboxes}"}).saysUpTo(qint64(256) << 20),
            UserText::tr("nothing has a wrong owner")};
}

class Chown : public Step
{
public:
    StepId id() const override { return StepId::Chown; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan{ownMailboxes(), ownKeys(), ownCertificates(), wrongOwners()};
        return filled(during(std::move(plan), {HostState::Fenced, HostState::Filled}), profile,
                      facts);
    }

    Inspection inspect(StepContext &context) override
    {
        if (isOpen(context))
            return Inspection::done(UserText::tr("NEW serves already"));
        m_wrong = findWrong(context);
        if (m_wrong->isEmpty())
            return Inspection::done(UserText::tr("every owner is right"));
        return Inspection::partial(UserText::tr("%1 files with a wrong owner, such as %2")
                                       .arg(m_wrong->size())
                                       .arg(m_wrong->first()));
    }

    // Each of them walks over all that is there, while users wait.
    void run(StepContext &context) override
    {
        const QStringList wrong = std::exchange(m_wrong, {}).value_or(QStringList{});
        const auto isAnyIn = [&](const QString &folder) {
            return std::ranges::any_of(
                wrong, [&](const QString &path) { return path.startsWith(folder); });
        };
        if (isAnyIn(context.facts.relay.mailboxesDir))
            context.run(ownMailboxes());
        if (isAnyIn(u"/etc/dkimkeys"_s))
            context.run(ownKeys());
        if (isAnyIn(u"/var/lib/acme"_s))
            context.run(ownCertificates());
    }

    // By the look of this moment, where there was one: it is a walk over all mailboxes.
    QList<Claim> prove(StepContext &context) override
    {
        if (!m_wrong)
            m_wrong = findWrong(context);
        const QString wrong = m_wrong->mid(0, 3).join(u", "_s);
        return {{Proof::OwnersRight, UserText::tr("files with a wrong owner"), UserText::tr("none"),
                 wrong.isEmpty() ? UserText::tr("none") : wrong, wrong.isEmpty()}};
    }

private:
    static QStringList findWrong(StepContext &context)
    {
        return context.run(wrongOwners()).lines();
    }

    std::optional<QStringList> m_wrong; // what the last look has found
};

} // namespace

std::unique_ptr<Step> makeChown() { return std::make_unique<Chown>(); }

} // namespace relaymove
