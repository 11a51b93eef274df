#pragma once
#include "core/base/unreachable.h"

#include <QString>

#include <optional>

namespace relaymove {

// How an enum's values are called where they are written down (the journal, JSON, a host's
// record), as rows of a table: each name stands once, for writing and reading.
template <class E>
struct EnumName
{
    E value;
    QStringView name;
};

template <class E, std::size_t N>
QString nameIn(const EnumName<E> (&table)[N], E value)
{
    for (const auto &[known, name] : table) {
        if (known == value)
            return name.toString();
    }
    unreachable();
}

template <class E, std::size_t N>
std::optional<E> valueIn(const EnumName<E> (&table)[N], QStringView name)
{
    for (const auto &[value, known] : table) {
        if (known == name)
            return value;
    }
    return std::nullopt;
}

} // namespace relaymove
