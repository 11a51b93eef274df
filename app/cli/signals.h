#pragma once
#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace relaymove::cli {

// SIGINT and SIGTERM as calls in the event loop. SIGHUP, SIGPIPE and SIGTSTP do
// nothing from now on: neither a closed terminal nor Ctrl-Z may end or freeze a
// cutover. Handlers, not SIG_IGN and not a mask: programs that we start inherit
// neither.
class Signals
{
public:
    explicit Signals(std::function<void(int)> onStop);
    ~Signals();
    Signals(const Signals &) = delete;
    Signals &operator=(const Signals &) = delete;

private:
    void read();

    std::function<void(int)> m_onStop;
    int m_readEnd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace relaymove::cli
