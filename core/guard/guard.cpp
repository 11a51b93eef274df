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

Command writeGuard()
{
    return Command::writeFile(QString::fromLatin1(guardPath), u"0700"_s, script("guard.sh"_L1));
}
Command take()
{
    return {guardPath, "take", "{role}", "{migration}", "{lease}", "{who}", "{over}"};
}
Command give()
{
    return Command{guardPath, "give", "{migration}", "{lease}"}.accepts({0, 94, 126, 127});
}
Command nothing() { return {"true"}; }
Command writeFacts(const Facts &facts)
{
    return Command::writeFile(QString::fromLatin1(factsPath), u"0600"_s,
                              QJsonDocument(facts.toJson()).toJson(QJsonDocument::Compact));
}
Command readFacts() { return Command{"cat", factsPath}.accepts({0, 1}); }

Command filled(const Command &command, const StepContext &context)
{
    return command.with("migration", context.profile.id).with("lease", context.words.lease);
}

void claim(StepContext &context, Host &host, bool over)
{
    host.run(filled(take(), context)
                 .with("role", roleName(host.role()).toLower())
                 .with("who", context.words.who)
                 .with("over", over ? u"over"_s : u"asking"_s));
    context.words.leased << host.role();
}

bool askToTakeOver(StepContext &context, const Failure &taken)
{
    using question::TakeOver;
    return context.control.ask(u"preflight/take-over"_s, taken.where,
                               TakeOver{taken.arguments.value(0), taken.arguments.value(1)}) ==
           TakeOver::Answer::Take;
}

void learnFacts(StepContext &context, Host &host)
{
    const QByteArray kept = host.run(readFacts()).out;
    auto facts = Facts::fromJson(QJsonDocument::fromJson(kept).object());
    if (!facts || facts->domain != context.profile.domain)
        return;
    facts->oldSshPort = context.facts.oldSshPort;
    facts->newSshPort = context.facts.newSshPort;
    // Nobody knows, nor when the records were changed: at this moment at the latest.
    facts->keysChanged = true;
    const int ttl = std::max(context.profile.ttlDuring,
                             facts->ttlKept ? std::max(facts->ttlV4, facts->ttlV6) : 0);
    facts->oldNeededUntil =
        std::max(facts->oldNeededUntil, QDateTime::currentDateTimeUtc().addSecs(ttl));
    context.facts = *facts;
    context.saveFacts();
    context.report.note(
        UserText::tr("this computer knew nothing of the move; %1 does").arg(roleName(host.role())));
}

// From the lease on the cutover that the hosts know of is this run's: the facts may be an
// older copy.
void learnCutover(StepContext &context, const HostRecord &record)
{
    if (record.cutover.isEmpty() || record.cutover == context.facts.cutover)
        return;
    context.facts.cutover = record.cutover;
    context.saveFacts();
}

HostRecord takeLeaseOf(StepContext &context, Host &host)
{
    const HostRecord record = recordOf(host);
    refuseOtherHolder(host, record, context.profile.id);
    if (record.migration.isEmpty())
        return record; // claimed when the checks have passed
    try {
        claim(context, host, context.words.takeOver);
    } catch (const Failure &failure) {
        if (failure.kind != FailureKind::LeaseTaken || !askToTakeOver(context, failure))
            throw;
        context.words.takeOver = true;
        claim(context, host, true);
    }
    if (context.facts.domain.isEmpty())
        learnFacts(context, host);
    learnCutover(context, record);
    return record;
}

// Whoever can't be asked is the checks' matter, or the steps': they say why.
bool isRefused(const Failure &failure)
{
    return failure.kind == FailureKind::LeaseTaken || failure.kind == FailureKind::LockedByOther;
}

} // namespace

Command readRecord()
{
    return {"sh", "-c",
            "if cat /etc/relaymove/record/values 2>/dev/null; then "
            "[ ! -e /run/relaymove/opened ] || echo opened=yes; "
            "else cat /etc/relaymove/marker 2>/dev/null || true; fi"};
}

Command closeCutover()
{
    return {guardPath, "move", "{migration}", "{lease}", "{cutover}", "{state}", "fenced"};
}

Command noteDone() { return {guardPath, "note", "{migration}", "{lease}", "{word}"}; }

HostRecord recordOf(Host &host)
{
    const QString text = host.run(readRecord()).text();
    HostRecord record = parseRecord(text);
    if (!record.migration.isEmpty() || text.isEmpty())
        return record;
    // Of an older Relaymove; or nobody's, and then not ours either.
    record.migration = QJsonDocument::fromJson(text.toUtf8()).object()[u"migration"].toString();
    if (record.migration.isEmpty())
        record.migration = UserText::tr("an unreadable /etc/relaymove/marker");
    return record;
}

void refuseOtherHolder(const Host &host, const HostRecord &record, const QString &migration)
{
    if (!record.migration.isEmpty() && record.migration != migration)
        throw Failure{.kind = FailureKind::LockedByOther,
                      .where = host.role(),
                      .arguments = {record.migration}};
}

Plan claimPlan()
{
    Plan plan;
    for (const Role role : {Role::Old, Role::New}) {
        plan.push_back({role, Purpose::Look, readRecord(),
                        UserText::tr("whether another migration holds this host")});
        plan.push_back({role, Purpose::Claim, writeGuard(),
                        UserText::tr("the guard: from here on the host's own state decides")});
        plan.push_back(
            {role, Purpose::Claim, take(), UserText::tr("claims the host for this migration")});
    }
    return plan;
}

void claimHost(StepContext &context, Host &host)
{
    refuseOtherHolder(host, recordOf(host), context.profile.id);
    host.run(writeGuard());
    claim(context, host, context.words.takeOver);
}

Plan leasePlan()
{
    using enum HostState;
    Plan plan;
    for (const Role role : {Role::Old, Role::New}) {
        plan.push_back({role, Purpose::Look, readRecord(), UserText::tr("the host's record")});
        plan.push_back({role, Purpose::Claim, take(),
                        UserText::tr("the lease: nobody else changes this host meanwhile")});
        plan.push_back({role, Purpose::Claim, give(), UserText::tr("gives the lease back")});
        plan.push_back({role, Purpose::Change, nothing(),
                        UserText::tr("whether this computer may still act")});
        plan.push_back(
            {role, Purpose::Look, readFacts(), UserText::tr("what is known of this move")});
        plan.push_back({role, Purpose::Change, writeFacts({}),
                        UserText::tr("what is known of this move, for whoever takes it up")});
    }
    plan.push_back({Role::New, Purpose::Move, closeCutover(),
                    UserText::tr("a cutover that OLD went back from is over for NEW, too")});
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
    for (Host *host : {&context.source, &context.target}) {
        if (!context.words.leased.contains(host->role()))
            continue;
        try {
            host->run(filled(give(), context));
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
        context.target.run(filled(closeCutover(), context)
                               .with("cutover", onNew.cutover)
                               .with("state", stateName(*onNew.state)));
}

void keepFactsOnHosts(StepContext &context)
{
    for (Host *host : {&context.target, &context.source})
        host->run(writeFacts(context.facts));
}

void mustHoldLease(StepContext &context, std::chrono::seconds during)
{
    context.target.run(nothing().within(during));
}

} // namespace relaymove
