#include "core/steps/chown.h"

#include "core/base/user_text.h"
#include "core/copy/compare_ahead.h"
#include "core/copy/owners.h"
#include "core/guard/cutover_state.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"

#include <optional>
#include <utility>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

class Chown : public Step
{
public:
    StepId id() const override { return StepId::Chown; }

    Plan describe(const Profile &profile, const Facts &facts) const override
    {
        Plan plan = ownersPlan();
        append(plan, {changedSincePlan()});
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

    void run(StepContext &context) override
    {
        mendOwners(context, std::exchange(m_wrong, {}).value_or(QStringList{}));
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
        const auto changed = changedSince(context);
        return wrongOwners(context, changed ? std::optional(*changed) : std::nullopt);
    }

    std::optional<QStringList> m_wrong; // what the last look has found
};

} // namespace

std::unique_ptr<Step> makeChown() { return std::make_unique<Chown>(); }

} // namespace relaymove
