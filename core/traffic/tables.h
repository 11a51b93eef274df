#pragma once
#include "core/migration/action.h"

namespace relaymove {

// Our nftables tables on a host. Each stands in a unit of its own, relaymove-<name>.service,
// which keeps it against whoever else empties nftables: a restart of nftables.service, docker,
// an admin (core/traffic/keep-table.sh). A table that takes over from another is raised before
// the other is lowered, so that no packet meets a moment without either.
struct Table
{
    Role where;
    QString name;
    QString why;
};

// What every one of these units runs.
Action writeKeeper(Role where);
Action writeLowering(Role where);
// The table's rules; each begins with an empty table and `delete`.
Action writeTable(const Table &table, const QByteArray &rules);
Action writeTableUnit(const Table &table);
// Loads what the file says; what stood before stands meanwhile.
Action raiseTable(const Table &table);
// Nothing of it is left.
Action lowerTable(const Table &table, const QString &why);
// Fails where it, of the family inet, does not stand.
Action listTable(const Table &table, const QString &why);

// The kernel rewrites packets only while some rule wants it to: without this table
// the end of a hold or a fence would cut off those whom it had passed on; what the
// far end says to them would come from another address (seen in the lab). It stands from
// before the first connection is passed on.
Table passing(Role where);
QByteArray passingRules();

} // namespace relaymove
