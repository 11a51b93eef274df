#pragma once
#include <QtGlobal>

#include <chrono>

namespace relaymove {

// Which process, for good: numbers are used again, numbers with their start
// instant are not. Worth journaling, for a later run to find a survivor.
struct ProcessMark
{
    qint64 pid = 0;
    quint64 startTicks = 0; // since boot, as in /proc/PID/stat
    friend bool operator==(const ProcessMark &, const ProcessMark &) = default;
};

// The mark of a process that exists now; startTicks is 0 for one that does not.
ProcessMark markOf(qint64 pid);

bool isSameProcess(const ProcessMark &mark);

// Ends what is left of the group that this process led: SIGTERM, then after
// `grace` SIGKILL. False when something of it is still there afterwards.
bool endProcessGroup(const ProcessMark &leader, std::chrono::milliseconds grace);

// In the environment of all that ChildProcess starts: a process of a group whose
// leader is gone is ours only if it carries this.
inline constexpr auto childVariable = "RELAYMOVE_CHILD";

} // namespace relaymove
