#include "core/migration/both_hosts.h"

#include "core/base/failure.h"
#include "core/migration/reporter.h"
#include "core/migration/run_control.h"

#include <expected>
#include <future>

namespace relaymove {

static std::expected<Output, Failure> answerOf(const StepContext &context, const Action &action)
{
    try {
        return context.run(action);
    } catch (const Failure &failure) {
        return std::unexpected(failure);
    }
}

std::pair<Output, Output> onBoth(StepContext &context, const ActionOn &action)
{
    context.control.checkpoint();
    auto there =
        std::async(std::launch::async, [&] { return answerOf(context, action(Role::New)); });
    auto here = answerOf(context, action(Role::Old));
    auto next = there.get();
    if (!here) {
        if (!next)
            context.report.log(next.error().where, LogLevel::Error, explain(next.error()).happened);
        throw here.error();
    }
    if (!next)
        throw next.error();
    return {*std::move(here), *std::move(next)};
}

} // namespace relaymove
