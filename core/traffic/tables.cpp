#include "core/traffic/tables.h"

#include "core/base/user_text.h"
#include "core/host/script.h"

namespace relaymove {
using namespace Qt::StringLiterals;

Action writeKeeper(Role where)
{
    return {where, Purpose::Change, writeProgramFile(u"/etc/relaymove/keep-table.sh"_s),
            UserText::tr("keeps a table of ours, whoever empties nftables")};
}

Action writeLowering(Role where)
{
    return {where, Purpose::Change, writeProgramFile(u"/etc/relaymove/lower-table.sh"_s),
            UserText::tr("takes a table of ours away")};
}

Action writeTable(const Table &table, const QByteArray &rules)
{
    return {table.where, Purpose::Change,
            Command::writeFile(u"/etc/relaymove/%1.nft"_s.arg(table.name), u"0644"_s, rules),
            table.why};
}

Action writeTableUnit(const Table &table)
{
    return {table.where, Purpose::Change,
            writeUnitFile(u"relaymove-%1.service"_s.arg(table.name), script("keep-table.part"_L1)),
            UserText::tr("%1: after a reboot too").arg(table.why)};
}

Action raiseTable(const Table &table)
{
    return {table.where, Purpose::Change,
            Command(QStringList{u"systemctl"_s, u"restart"_s,
                                u"relaymove-%1.service"_s.arg(table.name)}),
            UserText::tr("%1: from here on").arg(table.why)};
}

Action lowerTable(const Table &table, const QString &why)
{
    return {table.where, Purpose::Change,
            Command(QStringList{u"/etc/relaymove/lower-table.sh"_s, table.name}), why};
}

// For a moment one of the two may be gone: the plain one after a flush, until it is put back;
// the kept one while its keeper starts again.
Action listTable(const Table &table, const QString &why)
{
    return {table.where, Purpose::Look,
            Command{"sh", "-c", R"(nft list table inet "$1" || nft list table inet "$1_kept")",
                    "list-table", (u"relaymove_"_s + table.name).toStdString()}
                .accepts({0, 1, 127}),
            why};
}

Table passing(Role where)
{
    return {where, u"passing"_s, UserText::tr("connections that were passed on go on")};
}

QByteArray passingRules() { return script("passing.nft"_L1); }

} // namespace relaymove
