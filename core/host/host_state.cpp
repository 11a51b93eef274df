#include "core/host/host_state.h"

#include "core/base/enum_names.h"

namespace relaymove {
using namespace Qt::StringLiterals;

static constexpr EnumName<HostState> names[]{
    {HostState::Serving, u"serving"},     {HostState::Held, u"held"},
    {HostState::Committed, u"committed"}, {HostState::Forwarding, u"forwarding"},
    {HostState::Fenced, u"fenced"},       {HostState::Filled, u"filled"},
    {HostState::Open, u"open"},           {HostState::Settled, u"settled"}};

QString stateName(HostState state) { return nameIn(names, state); }

std::optional<HostState> stateFromName(QStringView name) { return valueIn(names, name); }

bool isOfOld(HostState state) { return state <= HostState::Forwarding; }

bool isServing(const HostRecord &onNew)
{
    return onNew.is(HostState::Settled) || (onNew.is(HostState::Open) && onNew.isOpened);
}

HostRecord parseRecord(const QString &text)
{
    HostRecord record;
    for (const QString &line : text.split(u'\n')) {
        const QString name = line.section(u'=', 0, 0), value = line.section(u'=', 1).trimmed();
        if (name == u"migration")
            record.migration = value;
        else if (name == u"cutover")
            record.cutover = value;
        else if (name == u"state")
            record.state = stateFromName(value);
        else if (name == u"noted")
            record.noted = value.split(u',', Qt::SkipEmptyParts);
        else if (name == u"opened")
            record.isOpened = true;
        else if (name == u"lease")
            record.lease = value;
        else if (name == u"who")
            record.who = value;
        else if (name == u"since")
            record.since = value.toLongLong();
    }
    return record;
}

} // namespace relaymove
