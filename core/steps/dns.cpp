#include "core/steps/dns.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/guard/guard.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/records/address_records.h"

#include <algorithm>
#include <limits>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What a look at the name servers may cost in the cutover.
constexpr auto timeout = 1000ms;

class Dns : public Step
{
public:
    StepId id() const override { return StepId::Dns; }

    Plan describe(const Profile &profile, const Facts &) const override
    {
        return recordPlan(
            profile, UserText::tr("the A and AAAA records of %1 lead to NEW").arg(profile.domain));
    }

    Inspection inspect(StepContext &context) override
    {
        if (!m_spoken.isEmpty())
            return Inspection::done(m_spoken);
        const AddressChange change = moved(context);
        for (const ServerAnswer &answer : look(context)) {
            if (isServedShort(change, answer))
                return Inspection::done(UserText::tr("%1 leads to NEW").arg(answer.server.name));
        }
        return Inspection::absent(UserText::tr("no name server leads to NEW"));
    }

    void run(StepContext &context) override
    {
        mustHoldLease(context);
        if (!context.words.oldIsGone && !isServing(recordOf(context.target)))
            refuseIfItServes(context.source, context.facts);
        const AddressChange change = moved(context);
        if (context.profile.dns.method == DnsMethod::Manual) {
            const bool done = askForRecords(context, id(), change, 0s);
            m_spoken = done ? UserText::tr("the records were typed")
                            : UserText::tr("the records are to be typed; OLD forwards meanwhile");
        } else {
            m_spoken = send(context, change);
        }
        context.report.note(m_spoken);
    }

    // Not every server: a secondary that is late, or a provider that is down,
    // must not keep NEW from being opened. finish proves each of them.
    QList<Claim> prove(StepContext &context) override
    {
        for (const Claim &claim :
             recordClaims(Proof::AddressesSent, moved(context), look(context))) {
            if (claim.holds)
                return {claim};
            context.report.note(u"%1: %2"_s.arg(claim.what, claim.observed));
        }
        return {};
    }

    void undo(StepContext &context) override
    {
        m_spoken.clear();
        const AddressChange back =
            recordsAsFirstSeen(context.profile, context.facts, context.profile.ttlDuring);
        AddressChange same = back;
        same.ttl = std::numeric_limits<int>::max();
        const auto answers = look(context);
        const bool untouched =
            !answers.isEmpty() && std::ranges::all_of(answers, [&](const ServerAnswer &answer) {
                return isServedShort(same, answer);
            });
        if (untouched)
            return;
        if (context.profile.dns.method == DnsMethod::Manual)
            askForRecords(context, id(), back, 0s);
        else
            context.report.note(send(context, back));
    }

private:
    // OLD does after a while without a word of this computer, which may have slept. One that
    // can't be asked may serve, too.
    static void refuseIfItServes(Host &old, const Facts &facts)
    {
        if (recordOf(old).is(HostState::Serving))
            throw Failure{failure::StateRefused{u"serving"_s, facts.cutover.id,
                                                UserText::tr("lead the address records to NEW")},
                          Role::Old};
    }

    static AddressChange moved(const StepContext &context)
    {
        return recordsToNew(context.profile, context.facts, context.profile.ttlDuring);
    }

    static QList<ServerAnswer> look(StepContext &context)
    {
        try {
            return servedRecords(context, timeout);
        } catch (const Failure &) {
            return {}; // not known: the change is sent again, which does no harm
        }
    }

    static QString send(StepContext &context, const AddressChange &change)
    {
        const QString addresses = (change.v4 + change.v6).join(u", ");
        try {
            sendRecords(context, change);
            return UserText::tr("%1 leads to %2; this spreads within %3 s")
                .arg(change.name, addresses)
                .arg(change.ttl);
        } catch (const Failure &failure) {
            return UserText::tr(
                       "the records could not be changed to %1: %2 OLD forwards meanwhile; "
                       "they are sent again when the move is finished.")
                .arg(addresses, explain(failure).happened);
        }
    }

    QString m_spoken;
};

} // namespace

std::unique_ptr<Step> makeDns() { return std::make_unique<Dns>(); }

} // namespace relaymove
