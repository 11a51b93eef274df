#include "core/migration/event.h"

namespace relaymove {
using namespace Qt::StringLiterals;

QString outcomeName(StepOutcome outcome)
{
    switch (outcome) {
    case StepOutcome::Succeeded:
        return u"succeeded"_s;
    case StepOutcome::Failed:
        return u"failed"_s;
    case StepOutcome::Cancelled:
        return u"cancelled"_s;
    case StepOutcome::Undone:
        return u"undone"_s;
    }
    Q_UNREACHABLE();
}

bool isPersisted(const Event &event) { return !std::holds_alternative<event::StepProgress>(event); }

} // namespace relaymove
