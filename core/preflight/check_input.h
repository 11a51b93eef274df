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

struct PreflightSnapshot
{
    HostSnapshot oldHost, newHost;
    RelaySnapshot relay;
    TargetSnapshot target;
    CheckoutSnapshot checkout;
    AddressRecords records;             // as the authority serves them
    QString secretTrouble;              // why the name server's key can't be read; empty: it can
    std::optional<TrialResults> trials; // none: something else refuses already
    bool isOurs = false;                // NEW bears this migration's mark already
};

// The addresses of this move.
struct MoveAddresses
{
    QString oldV4, oldV6, newV4, newV6;
};

// What a check says against the move. None: it could not look yet.
using Verdict = std::optional<QList<Blocker>>;

struct CheckInput
{
    const Profile &profile;
    const Facts &facts;
    const PreflightSnapshot &seen;
    MoveAddresses addresses;
    bool bothAreKnown() const { return seen.oldHost.isKnown() && seen.newHost.isKnown(); }
};

inline QList<Blocker> unless(bool fine, Role where, const QString &what, const QString &remedy)
{
    return fine ? QList<Blocker>{} : QList<Blocker>{{where, what, remedy}};
}

// What was found, although not all could be looked at; nothing found proves nothing then.
inline Verdict asFarAs(bool allIsKnown, const QList<Blocker> &found)
{
    return allIsKnown || !found.isEmpty() ? Verdict(found) : std::nullopt;
}

} // namespace relaymove
