#include "core/steps/ttl.h"

#include "core/base/amounts.h"
#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/guard/cutover_state.h"
#include "core/guard/guard.h"
#include "core/migration/reporter.h"
#include "core/profiles/profile.h"
#include "core/records/address_records.h"
#include "core/salvage/salvage.h"

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class Ttl : public Step
{
public:
    StepId id() const override { return StepId::Ttl; }

    Plan describe(const Profile &profile, const Facts &) const override
    {
        return recordPlan(profile,
                          UserText::tr("the A and AAAA records of %1 as they are, with a TTL "
                                       "of %2 s")
                              .arg(profile.domain)
                              .arg(profile.ttlDuring));
    }

    Inspection inspect(StepContext &context) override
    {
        // Asked once: whoever starts another step later is not held up by it again.
        if (m_leftAlone || (context.facts.dns.ttlKept && context.again != id()))
            return Inspection::done(UserText::tr("left as it is"));
        // Within the cutover the records may lead to NEW already.
        if (isOpen(context) || !standingHold(context).isEmpty())
            return Inspection::done(UserText::tr("the cutover has begun"));
        const QList<ServerAnswer> answers = servedRecords(context, 4s);
        QStringList late;
        for (const ServerAnswer &answer : answers) {
            if (!isShort(context, answer))
                late << answer.server.name;
        }
        if (answers.isEmpty() || !late.isEmpty())
            return Inspection::absent(UserText::tr("the TTL is not yet %1 s at %2")
                                          .arg(context.profile.ttlDuring)
                                          .arg(late.join(u", ")));
        return Inspection::done(UserText::tr("each name server serves a TTL of %1 s or less")
                                    .arg(context.profile.ttlDuring));
    }

    void run(StepContext &context) override
    {
        // Written ahead: afterwards nobody could tell any more how long others
        // keep the old answer. On the hosts, too, for whoever takes the move up.
        rememberEnd(context);
        keepFactsOnHosts(context);
        const AddressChange change = lowered(context);
        // A disk that dies does not wait for whoever types records.
        const auto timeout =
            isSalvage(context.profile, context.facts) ? std::optional(0s) : std::nullopt;
        if (context.profile.dns.method == DnsMethod::Rfc2136) {
            sendRecords(context, change);
        } else if (!askForRecords(context, id(), change, timeout)) {
            m_leftAlone = true;
            context.facts.dns.ttlKept = true;
            context.facts.dns.oldTtlGone = {}; // it is the same as ever: nothing runs out
            context.saveFacts();
            context.report.note(UserText::tr(
                "the TTL stays as it is; OLD forwards those who have the old address"));
            return;
        }
        context.facts.dns.ttlKept = false;
        awaitRecords(context, change, 60s);
        rememberEnd(context);
        context.report.note(UserText::tr("the old TTL runs out at %1")
                                .arg(localMoment(context.facts.dns.oldTtlGone)));
    }

    QList<Claim> prove(StepContext &context) override
    {
        if (m_leftAlone)
            return {};
        return recordClaims(Proof::LowTtl, lowered(context), servedRecords(context, 4s));
    }

    void undo(StepContext &context) override
    {
        if (context.profile.dns.method == DnsMethod::Rfc2136 && oldTtl(context.facts) > 0)
            sendRecords(context,
                        recordsAsFirstSeen(context.profile, context.facts, oldTtl(context.facts)));
    }

private:
    static int oldTtl(const Facts &facts) { return qMax(facts.dns.ttlV4, facts.dns.ttlV6); }

    // Whatever the addresses are: the dns step may have been here.
    static bool isShort(const StepContext &context, const ServerAnswer &answer)
    {
        return answer.records && answer.records->authoritative &&
               qMax(answer.records->ttl4, answer.records->ttl6) <= context.profile.ttlDuring;
    }

    static AddressChange lowered(const StepContext &context)
    {
        return recordsAsFirstSeen(context.profile, context.facts, context.profile.ttlDuring);
    }

    static void rememberEnd(StepContext &context)
    {
        context.facts.dns.oldTtlGone =
            QDateTime::currentDateTimeUtc().addSecs(oldTtl(context.facts));
        context.saveFacts();
    }

    bool m_leftAlone = false;
};

} // namespace

std::unique_ptr<Step> makeTtl() { return std::make_unique<Ttl>(); }

} // namespace relaymove
