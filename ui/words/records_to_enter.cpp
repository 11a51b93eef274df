#include "ui/words/records_to_enter.h"

#include "core/records/address_records.h"

#include <QCoreApplication>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RecordsToEnter)
};

// Whatever its TTL: that is the person's choice.
bool isThere(const ServedBy &answer, const AddressChange &wanted)
{
    const auto equal = [](QStringList one, QStringList other) {
        one.sort();
        other.sort();
        return one == other;
    };
    return answer.records && equal(answer.records->v4, wanted.v4) &&
           equal(answer.records->v6, wanted.v6);
}

bool leadsToNew(const ServedBy &answer, const Facts &facts)
{
    return answer.records &&
           std::ranges::any_of(answer.records->v4 + answer.records->v6, [&](const QString &each) {
               return each == facts.addresses.newV4 || each == facts.addresses.newV6;
           });
}

CheckLine lineOf(const ServedBy &answer, const AddressChange &wanted)
{
    CheckLine line{.mark = Mark::Waiting, .promise = answer.server, .seen = {}};
    if (!answer.records) {
        line.seen = Words::tr("did not answer");
        return line;
    }
    const QStringList addresses = answer.records->v4 + answer.records->v6;
    const QString list = addresses.isEmpty() ? Words::tr("no address") : addresses.join(u", "_s);
    const bool there = isThere(answer, wanted);
    line.mark = there ? Mark::Done : Mark::Waiting;
    line.seen = there ? Words::tr("serves %1").arg(list) : Words::tr("still serves %1").arg(list);
    return line;
}

RecordsToEnter toEnter(const QString &why, const AddressChange &wanted, const Snapshot &snapshot)
{
    RecordsToEnter result{.why = why, .records = recordsByHand(wanted), .served = {}};
    if (snapshot.seen && !isUnwatched(snapshot)) {
        for (const ServedBy &answer : snapshot.seen->servers)
            result.served << lineOf(answer, wanted);
    }
    if (result.served.isEmpty())
        result.served << CheckLine{
            .mark = Mark::Open,
            .promise = Words::tr("the name servers are asked as soon as the cutover is over"),
            .seen = {}};
    return result;
}

// What is to be entered when a cutover was taken back whose records were entered.
std::optional<RecordsToEnter> backToOld(const Snapshot &snapshot)
{
    const bool leads =
        snapshot.seen && std::ranges::any_of(snapshot.seen->servers, [&](const ServedBy &answer) {
            return leadsToNew(answer, snapshot.facts);
        });
    const AddressChange wanted =
        recordsAsFirstSeen(snapshot.profile, snapshot.facts, snapshot.profile.ttlDuring);
    if (!leads || (wanted.v4.isEmpty() && wanted.v6.isEmpty()))
        return std::nullopt;
    return toEnter(Words::tr("OLD serves again, but name servers lead to NEW: enter the records "
                             "that were there before."),
                   wanted, snapshot);
}

} // namespace

std::optional<RecordsToEnter> recordsToEnter(const Snapshot &snapshot)
{
    const State &state = snapshot.state;
    const bool finished = state.step(StepId::Finish).phase == StepPhase::Done;
    if (snapshot.profile.dns.method != DnsMethod::Manual || finished)
        return std::nullopt;
    if (isTakenBack(state))
        return backToOld(snapshot);
    // Before the commit point OLD may serve again yet; it passes on meanwhile in any case.
    if (state.serving != WhoServes::New)
        return std::nullopt;
    const AddressChange wanted = recordsToNew(snapshot.profile, snapshot.facts,
                                              lastingTtl(snapshot.profile, snapshot.facts));
    if (wanted.v4.isEmpty() && wanted.v6.isEmpty())
        return std::nullopt; // nothing was learned: a journal of long ago
    const bool allThere = snapshot.seen && !snapshot.seen->servers.isEmpty() &&
                          std::ranges::all_of(snapshot.seen->servers, [&](const ServedBy &answer) {
                              return isThere(answer, wanted);
                          });
    if (allThere)
        return std::nullopt;
    return toEnter(Words::tr("At your DNS provider. The move does not wait for it: OLD passes on "
                             "what still reaches it, until these records are served."),
                   wanted, snapshot);
}

bool isRecordsPage(StepId page)
{
    return page == StepId::Dns || page == StepId::Activate || page == StepId::Finish;
}

} // namespace relaymove
