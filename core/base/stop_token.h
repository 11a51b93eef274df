#pragma once
#include <atomic>

namespace relaymove {

// A person's wish to stop, as something that poll() can wait for beside a
// socket. Raised once from any thread, lowered by its owner between runs.
class StopToken
{
public:
    StopToken();
    ~StopToken();
    StopToken(const StopToken &) = delete;
    StopToken &operator=(const StopToken &) = delete;

    void raise();
    void lower();
    bool isRaised() const { return m_raised.load(std::memory_order_acquire); }
    // Readable while raised. Valid as long as the token.
    int descriptor() const { return m_descriptor; }

private:
    std::atomic<bool> m_raised = false;
    int m_descriptor = -1;
};

} // namespace relaymove
