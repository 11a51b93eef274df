#include "core/host/host_state.h"

#include "core/base/unreachable.h"

#include <array>
#include <utility>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

using Names = std::array<std::pair<HostState, QString>, 8>;

const Names &names()
{
    using enum HostState;
    static const Names table{{{Serving, u"serving"_s},
                              {Held, u"held"_s},
                              {Committed, u"committed"_s},
                              {Forwarding, u"forwarding"_s},
                              {Fenced, u"fenced"_s},
                              {Filled, u"filled"_s},
                              {Open, u"open"_s},
                              {Settled, u"settled"_s}}};
    return table;
}

} // namespace

QString stateName(HostState state)
{
    for (const auto &[known, name] : names()) {
        if (known == state)
            return name;
    }
    unreachable();
}

std::optional<HostState> stateFromName(QStringView name)
{
    for (const auto &[state, known] : names()) {
        if (known == name)
            return state;
    }
    return std::nullopt;
}

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
