#pragma once
#include <QString>

namespace relaymove::cli {

// What a script may rely on. The only list: --help prints it from here.
enum class Exit {
    Ok = 0,
    StepFailed = 1,
    BadUsage = 2,
    AnswerNeeded = 3,
    Refused = 4,
    Locked = 5,
    RolledBack = 6,
    Stopped = 130,
};

inline QString exitCodesText()
{
    return QStringLiteral(
        "Exit codes:\n"
        "    0  done\n"
        "    1  a step failed; what to do is on standard error\n"
        "    2  bad usage, or a profile that can't be used\n"
        "    3  an answer is needed that no option gave (--yes, --accept-host-key)\n"
        "    4  the checks refused the move, or a host shows another key\n"
        "    5  another Relaymove works on this migration or holds a host\n"
        "    6  the cutover was rolled back: OLD serves\n"
        "  130  stopped by SIGINT or SIGTERM, or put off by the person\n");
}

} // namespace relaymove::cli
