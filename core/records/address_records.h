#pragma once
#include "core/base/secret.h"
#include "core/dns/record_change.h"
#include "core/migration/step.h"

namespace relaymove {

// The relay's A and AAAA records at their provider.

// The key's secret: from the store, else the person is asked to put it there. Throws
// Failure when they don't.
Secret dnsSecret(StepContext &context);
// The command that sends a change, and why; none where a person types them.
Plan recordPlan(const Profile &profile, const QString &why);

// The TTL of the records when the move is finished: what was asked for, else what it was.
int lastingTtl(const Profile &profile, const Facts &facts);
AddressChange recordsAsFirstSeen(const Profile &profile, const Facts &facts, int ttl);
AddressChange recordsToNew(const Profile &profile, const Facts &facts, int ttl);

// Throws Failure when the server does not take it.
void sendRecords(StepContext &context, const AddressChange &change);
// A TXT record below the domain is written, seen at the authority and removed; what
// went wrong, or nothing. Nothing either where a person types the records.
QString dnsAccessTrouble(StepContext &context);
Plan dnsAccessPlan(const Profile &profile);
// Tells the person what to type; true when they say that they did. Without
// timeout it waits until they decide.
bool askForRecords(StepContext &context, StepId step, const AddressChange &change,
                   std::optional<std::chrono::seconds> timeout);

// What each authority serves; until when a resolver may keep an answer that leads to OLD
// is remembered (facts.dns.oldNeededUntil). Throws Failure when the zone is not found.
QList<ServerAnswer> servedRecords(StepContext &context, std::chrono::milliseconds timeout);
// Looks until each of them serves the change, at most so long; the last answers.
QList<ServerAnswer> awaitRecords(StepContext &context, const AddressChange &change,
                                 std::chrono::seconds limit);

// These addresses, with this TTL or a shorter one.
bool isServedShort(const AddressChange &change, const ServerAnswer &answer);
// One claim a server.
QList<Claim> recordClaims(Proof proof, const AddressChange &change,
                          const QList<ServerAnswer> &answers);

} // namespace relaymove
