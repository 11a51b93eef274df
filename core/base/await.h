#pragma once
#include "core/base/failure.h"
#include "core/base/stop_token.h"

#include <QMetaObject>
#include <QObject>

#include <array>
#include <cerrno>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <poll.h>

namespace relaymove {

// Lets the worker, which has no event loop, use what needs one. `post` runs in
// the thread where `home` lives and hands its result over, then or later, from
// any thread; this one blocks meanwhile. Nothing when `timeout` ran out first:
// a result that comes later is dropped. Throws Cancelled when `stop` is raised.
// Never called in home's own thread.
template <typename T>
std::optional<T> await(QObject *home, std::function<void(std::function<void(T)> done)> post,
                       const StopToken &stop, std::chrono::milliseconds timeout)
{
    struct Shared
    {
        std::mutex mutex;
        std::optional<T> result;
        StopToken arrived; // raised when the result is there
    };
    const auto shared = std::make_shared<Shared>();
    QMetaObject::invokeMethod(
        home,
        [shared, post = std::move(post)] {
            post([shared](T result) {
                const std::lock_guard lock(shared->mutex);
                shared->result = std::move(result);
                shared->arrived.raise();
            });
        },
        Qt::QueuedConnection);

    std::array<pollfd, 2> waiting{pollfd{shared->arrived.descriptor(), POLLIN, 0},
                                  pollfd{stop.descriptor(), POLLIN, 0}};
    const auto end = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        const int ready = ::poll(waiting.data(), waiting.size(), int(std::max(left.count(), {})));
        if (ready < 0 && errno == EINTR)
            continue;
        const std::lock_guard lock(shared->mutex);
        if (shared->result || ready == 0)
            return std::move(shared->result);
        throw Cancelled{};
    }
}

} // namespace relaymove
