#pragma once
#include "core/relay/suitability.h"

namespace relaymove {

// What the checks share: those of the machines are in suitability.cpp, those of this
// computer in suitability_here.cpp.

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
