#pragma once
#include <QtGlobal>

#include <source_location>

namespace relaymove {

// After a switch that has a case for each value of an enum: a value that is none of them is a
// bug, and ends the program with its place instead of going on anywhere. What comes from outside
// (JSON, a journal, a host) is looked up by name and never becomes such a value.
[[noreturn]] inline void unreachable(std::source_location at = std::source_location::current())
{
    qFatal("%s:%u: a value that %s does not know", at.file_name(), at.line(), at.function_name());
}

} // namespace relaymove
