#pragma once
#include "core/host/command.h"

#include <QByteArray>

#include <string_view>

namespace relaymove {

// Our nftables tables on a host. Each stands in a unit of its own, relaymove-<name>.service,
// which keeps it against whoever else empties nftables: a restart of nftables.service, docker,
// an admin (core/traffic/keep-table.sh). A table that takes over from another is raised before
// the other is lowered, so that no packet meets a moment without either.

// What every one of these units runs.
Command writeKeeper();
Command writeLowering();
// The rules of the table <name>; each of its tables begins with an empty one and `delete`.
Command writeTable(const QString &name, const QByteArray &rules);
Command writeTableUnit(const QString &name);
// Loads what the file says; what stood before stands meanwhile.
Command raiseTable(const QString &name);
// {names}: nothing of them is left.
Command lowerTables();
// Fails where this table, of the family inet, does not stand.
Command listTable(std::string_view table);

} // namespace relaymove
