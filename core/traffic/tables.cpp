#include "core/traffic/tables.h"

#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

Command writeKeeper() { return writeProgramFile(u"/etc/relaymove/keep-table.sh"_s); }
Command writeLowering() { return writeProgramFile(u"/etc/relaymove/lower-table.sh"_s); }

Command writeTable(const QString &name, const QByteArray &rules)
{
    return Command::writeFile(u"/etc/relaymove/%1.nft"_s.arg(name), u"0644"_s, rules);
}

Command writeTableUnit(const QString &name)
{
    return writeUnitFile(u"relaymove-%1.service"_s.arg(name), script("keep-table.part"_L1));
}

Command raiseTable(const QString &name)
{
    return Command(QStringList{u"systemctl"_s, u"restart"_s, u"relaymove-%1.service"_s.arg(name)});
}

Command lowerTables() { return {"/etc/relaymove/lower-table.sh", "{names}"}; }

// For a moment one of the two may be gone: the plain one after a flush, until it is put back;
// the kept one while its keeper starts again.
Command listTable(std::string_view table)
{
    return Command{"sh", "-c", R"(nft list table inet "$1" || nft list table inet "$1_kept")",
                   "list-table", table}
        .accepts({0, 1, 127});
}

} // namespace relaymove
