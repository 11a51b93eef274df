#pragma once
#include "core/dns/authority.h"
#include "core/migration/blocker.h"
#include "core/preflight/survey.h"
#include "core/preflight/trials.h"
#include "core/profiles/profile.h"

#include <optional>

namespace relaymove {

// What the checks share: those of the machines are in checks.cpp, those of this
// computer in checks_of_admin.cpp.

struct Surroundings
{
    HostSeen oldHost, newHost;
    RelaySeen relay;
    TargetSeen target;
    CheckoutSeen checkout;
    AddressRecords records;             // as the authority serves them
    QString secretTrouble;              // why the name server's key can't be read; empty: it can
    std::optional<Prospects> prospects; // none: something else refuses already
    bool isOurs = false;                // NEW bears this migration's mark already
};

// The addresses of this move.
struct MoveAddresses
{
    QString oldV4, oldV6, newV4, newV6;
};

// What a check says against the move. None: it could not look yet.
using Verdict = std::optional<QList<Objection>>;

struct Case
{
    const Profile &profile;
    const Facts &facts;
    const Surroundings &seen;
    MoveAddresses addresses;
    bool bothAreKnown() const { return seen.oldHost.isKnown() && seen.newHost.isKnown(); }
};

inline QList<Objection> unless(bool fine, Role where, const QString &what, const QString &wayOut)
{
    return fine ? QList<Objection>{} : QList<Objection>{{where, what, wayOut}};
}

// What was found, although not all could be looked at; nothing found proves nothing then.
inline Verdict asFarAs(bool allIsKnown, const QList<Objection> &found)
{
    return allIsKnown || !found.isEmpty() ? Verdict(found) : std::nullopt;
}

Verdict profileIsComplete(const Case &c);
Verdict checkoutIsReady(const Case &c);
Verdict domainsAgree(const Case &c);
Verdict pagesAreThere(const Case &c);
Verdict secretIsThere(const Case &c);

} // namespace relaymove
