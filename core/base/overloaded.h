#pragma once

namespace relaymove {

// A lambda for each alternative of a variant, for std::visit: a missing one does not compile.
template <class... Fs>
struct Overloaded : Fs...
{
    using Fs::operator()...;
};

} // namespace relaymove
