#pragma once
#include "core/migration/question.h"

namespace relaymove::test {

// The one decision of a move.
inline Question startQuestion()
{
    return {.id = QStringLiteral("cutover/start"),
            .kind = QuestionKind::StartCutover,
            .about = Role::Admin,
            .arguments = {QStringLiteral("5.0"), QString()},
            .options = {QStringLiteral("start"), QStringLiteral("wait")},
            .defaultOption = QStringLiteral("wait"),
            .timeout = {}};
}

} // namespace relaymove::test
