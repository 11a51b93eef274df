#include "core/steps/common.h"

#include "core/base/failure.h"
#include "core/base/said.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/relay/fence.h"
#include "core/relay/hand_over.h"
#include "core/relay/hold_units.h"

namespace relaymove {
using namespace Qt::StringLiterals;

Plan commonLooks()
{
    return {{Role::New, Purpose::Look, readCommitted(),
             Said::tr("whether the commit point was passed")},
            {Role::New, Purpose::Look, listFence(), Said::tr("whether NEW is fenced")},
            {Role::Old, Purpose::Look, readHold(), Said::tr("whether OLD holds its connections")},
            {Role::Old, Purpose::Look, readDisarmed(), Said::tr("whether OLD hands over")}};
}

bool isCommitted(StepContext &context)
{
    if (context.target.run(readCommitted()).text() != context.profile.id)
        return false;
    return context.target.run(listFence()).exitCode != 0;
}

bool isHandingOver(StepContext &context)
{
    return !context.facts.cutover.isEmpty() &&
           context.source.run(readDisarmed()).text() == context.facts.cutover;
}

bool mayBeCommitted(StepContext &context) { return isHandingOver(context) && isCommitted(context); }

QString standingHold(StepContext &context) { return context.source.run(readHold()).text(); }

double projectedOutage(const Profile &profile, const Facts &facts)
{
    // Stop 1.3 s and start 1.2 s: seen on a relay of 6,000 mailboxes (relay-facts.md); a log-in,
    // a message and the hand-over take as long again (seen in the lab); verifying reads every
    // name on both sides, about as long as a pass with nothing to do.
    constexpr double stopAndStart = 1.3 + 1.2, proveAndHandOver = 1.3;
    // 47 to 52 s on a relay that was up to date (relay-facts.md).
    const double byCmdeploy = profile.disableByCmdeploy ? 50 : 0;
    return stopAndStart + proveAndHandOver + 2 * facts.lastPassSeconds + byCmdeploy;
}

Claim claimEqual(Proof proof, const QString &what, const QString &expected, const QString &observed)
{
    return {proof, what, expected, observed, expected == observed};
}

void mustHold(StepContext &context, const Claim &claim)
{
    context.report.claim(claim);
    if (!claim.holds)
        throw Failure{.kind = FailureKind::ClaimFalse,
                      .arguments = {claim.what, claim.expected, claim.observed}};
}

Command withFacts(const Command &command, const Profile &profile, const Facts &facts)
{
    Command filled = command;
    const auto fill = [&](std::string_view name, const QString &value) {
        if (!value.isEmpty())
            filled = filled.with(name, value);
    };
    fill("domain", profile.domain);
    fill("migration", profile.id);
    fill("mailboxes", facts.mailboxesDir);
    fill("old4", facts.oldV4);
    fill("old6", facts.oldV6);
    fill("new4", facts.newV4);
    fill("new6", facts.newV6);
    return filled;
}

Plan filled(Plan plan, const Profile &profile, const Facts &facts)
{
    for (Planned &planned : plan)
        planned.command = withFacts(planned.command, profile, facts);
    return plan;
}

} // namespace relaymove
