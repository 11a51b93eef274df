#include "core/guard/guard.h"

#include "core/base/failure.h"
#include "core/base/user_text.h"
#include "core/host/guard_codes.h"
#include "core/host/script.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"
#include "core/profiles/profile.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

constexpr auto factsPath = "/etc/relaymove/facts.json";

Action writeGuard(Role where)
{
    return {where, Purpose::Claim,
            Command::writeFile(QString::fromLatin1(guardPath), u"0700"_s, script("guard.sh"_L1)),
            UserText::tr("the guard: from here on the host's own state decides")};
}
Action take(Role where)
{
    return {where, Purpose::Claim,
            Command{guardPath, "take", "{role}", "{migration}", "{lease}", "{who}", "{over}"},
            UserText::tr("claims the host for this migration, and takes its lease")};
}
Action give(Role where)
{
    return {where, Purpose::Claim,
            Command{guardPath, "give", "{migration}", "{lease}"}.accepts({0, 94, 126, 127}),
            UserText::tr("gives the lease back")};
}
Action nothing(Role where)
{
    return {where, Purpose::Change, Command{"true"},
            UserText::tr("whether this computer may still act")};
}
Action writeFacts(Role where, const Facts &facts)
{
    return {where, Purpose::Change,
            Command::writeFile(QString::fromLatin1(factsPath), u"0600"_s,
                               QJsonDocument(facts.toJson()).toJson(QJsonDocument::Compact)),
            UserText::tr("what is known of this move, for whoever takes it up")};
}
Action readFacts(Role where)
{
    return {where, Purpose::Look, Command{"cat", factsPath}.accepts({0, 1}),
            UserText::tr("what is known of this move")};
}

void claim(StepContext &context, Role where, bool over)
{
    context.run(take(where)
                    .with("role", roleName(where).toLower())
                    .with("who", context.words.who)
                    .with("over", over ? u"over"_s : u"asking"_s));
    context.words.leased << where;
}

bool askToTakeOver(StepContext &context, Role where, const failure::LeaseTaken &taken)
{
    using question::TakeOver;
    return context.control.ask(u"preflight/take-over"_s, where, TakeOver{taken.who, taken.since}) ==
           TakeOver::Answer::Take;
}

void learnFacts(StepContext &context, Host &host)
{
    const QByteArray kept = context.run(readFacts(host.role())).out;
    auto facts = Facts::fromJson(QJsonDocument::fromJson(kept).object());
    if (!facts || facts->relay.domain != context.profile.domain)
        return;
    facts->addresses.oldSshPort = context.facts.addresses.oldSshPort;
    facts->addresses.newSshPort = context.facts.addresses.newSshPort;
    // Nobody knows, nor when the records were changed: at this moment at the latest.
    facts->copies.keysChanged = true;
    const int ttl = std::max(context.profile.ttlDuring,
                             facts->dns.ttlKept ? std::max(facts->dns.ttlV4, facts->dns.ttlV6) : 0);
    facts->dns.oldNeededUntil =
        std::max(facts->dns.oldNeededUntil, QDateTime::currentDateTimeUtc().addSecs(ttl));
    context.facts = *facts;
    context.saveFacts();
    context.report.note(
        UserText::tr("this computer knew nothing of the move; %1 does").arg(roleName(host.role())));
}

// From the lease on the cutover that the hosts know of is this run's: the facts may be an
// older copy.
void learnCutover(StepContext &context, const HostRecord &record)
{
    if (record.cutover.isEmpty() || record.cutover == context.facts.cutover.id)
        return;
    context.facts.cutover.id = record.cutover;
    context.saveFacts();
}

HostRecord takeLeaseOf(StepContext &context, Host &host)
{
    const HostRecord record = recordOf(host);
    refuseOtherHolder(host, record, context.profile.id);
    if (record.migration.isEmpty())
        return record; // claimed when the checks have passed
    try {
        claim(context, host.role(), context.words.takeOver);
    } catch (const Failure &failure) {
        const auto *taken = failure.as<failure::LeaseTaken>();
        if (!taken || !askToTakeOver(context, failure.where, *taken))
            throw;
        context.words.takeOver = true;
        claim(context, host.role(), true);
    }
    if (context.facts.relay.domain.isEmpty())
        learnFacts(context, host);
    learnCutover(context, record);
    return record;
}

// Whoever can't be asked is the checks' matter, or the steps': they say why.
bool isRefused(const Failure &failure)
{
    return failure.is<failure::LeaseTaken, failure::LockedByOther>();
}

} // namespace

Action readRecord(Role where)
{
    return {where, Purpose::Look,
            Command{"sh", "-c",
                    "! cat /etc/relaymove/record/values 2>/dev/null || "
                    "[ ! -e /run/relaymove/opened ] || echo opened=yes"},
            UserText::tr("the host's record: whether another migration holds it")};
}

Action closeCutover()
{
    return {Role::New, Purpose::Move,
            Command{guardPath, "move", "{migration}", "{lease}", "{cutover}", "{state}", "fenced"},
            UserText::tr("NEW can't be opened by a cutover that OLD goes back from")};
}

Action noteDone(const QString &word)
{
    return {Role::New, Purpose::Move,
            Command{guardPath, "note", "{migration}", "{lease}", "{word}"}.with("word", word),
            UserText::tr("NEW's record says so: %1").arg(word)};
}

HostRecord recordOf(Host &host)
{
    const QString text = readRecord(host.role()).runOn(host).text();
    HostRecord record = parseRecord(text);
    if (record.migration.isEmpty() && !text.isEmpty())
        record.migration = UserText::tr("an unreadable /etc/relaymove/record");
    return record;
}

void refuseOtherHolder(const Host &host, const HostRecord &record, const QString &migration)
{
    if (!record.migration.isEmpty() && record.migration != migration)
        throw Failure{failure::LockedByOther{record.migration}, host.role()};
}

Plan claimPlan()
{
    Plan plan;
    for (const Role role : {Role::Old, Role::New}) {
        plan.push_back(readRecord(role));
        plan.push_back(writeGuard(role));
        plan.push_back(take(role));
    }
    return plan;
}

void claimHost(StepContext &context, Host &host)
{
    refuseOtherHolder(host, recordOf(host), context.profile.id);
    context.run(writeGuard(host.role()));
    claim(context, host.role(), context.words.takeOver);
}

Plan leasePlan()
{
    using enum HostState;
    Plan plan;
    for (const Role role : {Role::Old, Role::New}) {
        plan.push_back(readRecord(role));
        plan.push_back(take(role));
        plan.push_back(give(role));
        plan.push_back(nothing(role));
        plan.push_back(readFacts(role));
        plan.push_back(writeFacts(role, {}));
    }
    plan.push_back(closeCutover());
    return during(plan, {Serving, Held, Committed, Forwarding, Fenced, Filled, Open, Settled});
}

std::optional<HostRecord> takeLease(StepContext &context, Host &host)
{
    try {
        return takeLeaseOf(context, host);
    } catch (const Failure &failure) {
        if (isRefused(failure))
            throw;
        context.report.note(explain(failure).happened);
        return std::nullopt;
    }
}

void giveLeases(StepContext &context)
{
    for (const Role where : {Role::Old, Role::New}) {
        if (!context.words.leased.contains(where))
            continue;
        try {
            context.run(give(where));
        } catch (const Failure &) {
            continue; // it runs out by itself
        } catch (const Cancelled &) {
            return;
        }
    }
}

void endOldCutover(StepContext &context)
{
    const QList<Role> &leased = context.words.leased;
    if (!leased.contains(Role::Old) || !leased.contains(Role::New) ||
        !recordOf(context.source).is(HostState::Serving))
        return;
    const HostRecord onNew = recordOf(context.target);
    // One that was to open and lost its power before OLD heard so is fenced since.
    const bool isUntold = onNew.is(HostState::Open) && !onNew.isOpened;
    if (onNew.is(HostState::Filled) || isUntold)
        context.run(
            closeCutover().with("cutover", onNew.cutover).with("state", stateName(*onNew.state)));
}

void keepFactsOnHosts(StepContext &context)
{
    for (const Role where : {Role::New, Role::Old})
        context.run(writeFacts(where, context.facts));
}

void mustHoldLease(StepContext &context, std::chrono::seconds during)
{
    context.run(nothing(Role::New).within(during));
}

} // namespace relaymove
