#pragma once

namespace relaymove {

// One function for each type of a variant: std::visit(Overloaded{...}, variant).
template <typename... Fs>
struct Overloaded : Fs...
{
    using Fs::operator()...;
};

} // namespace relaymove
