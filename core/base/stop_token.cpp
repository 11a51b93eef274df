#include "core/base/stop_token.h"

#include <cstdint>
#include <sys/eventfd.h>
#include <unistd.h>

namespace relaymove {

StopToken::StopToken() : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

StopToken::~StopToken() { ::close(m_descriptor); }

void StopToken::raise()
{
    m_raised.store(true, std::memory_order_release);
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_descriptor, &one, sizeof one);
}

void StopToken::lower()
{
    std::uint64_t count = 0;
    [[maybe_unused]] const auto taken = ::read(m_descriptor, &count, sizeof count);
    m_raised.store(false, std::memory_order_release);
}

} // namespace relaymove
