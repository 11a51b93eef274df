#pragma once
#include "core/dns/authority.h"
#include "core/profiles/profile.h"
#include "core/relay/look.h"
#include "core/relay/objection.h"
#include "core/relay/prospects.h"

namespace relaymove {

// All that preflight saw, judged without asking anybody: one check is one small
// function in a list.

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

// Why the move can't start; empty: it can.
QList<Objection> objections(const Profile &profile, const Facts &facts, const Surroundings &seen);
// The same, check by check: what each looked at, and what it says against the move. None:
// it could not look yet.
using Verdict = std::optional<QList<Objection>>;
struct Judged
{
    QString what;
    Verdict objections;
};
QList<Judged> judged(const Profile &profile, const Facts &facts, const Surroundings &seen);
// What the person should know, although it stops nothing.
QList<Remark> remarks(const Profile &profile, const Surroundings &seen);

// The addresses of this move: what the person said, else what the records and the
// connections say, else the hosts' own.
struct MoveAddresses
{
    QString oldV4, oldV6, newV4, newV6;
};
MoveAddresses addressesOf(const Profile &profile, const Surroundings &seen);

} // namespace relaymove
