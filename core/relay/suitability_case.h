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
};

inline QList<Objection> unless(bool fine, Role where, const QString &what, const QString &wayOut)
{
    return fine ? QList<Objection>{} : QList<Objection>{{where, what, wayOut}};
}

QList<Objection> profileIsComplete(const Case &c);
QList<Objection> checkoutIsReady(const Case &c);
QList<Objection> domainsAgree(const Case &c);
QList<Objection> pagesAreThere(const Case &c);
QList<Objection> secretIsThere(const Case &c);

} // namespace relaymove
