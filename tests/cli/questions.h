#pragma once
#include "core/migration/question.h"

namespace relaymove::test {

// The one decision of a move.
inline Question startQuestion()
{
    return {.id = QStringLiteral("cutover/start"),
            .what = question::StartCutover{.projectedSeconds = 5}};
}

} // namespace relaymove::test
