#include "core/migration/event.h"

#include "core/base/enum_names.h"

namespace relaymove {

static constexpr EnumName<StepOutcome> outcomes[]{{StepOutcome::Succeeded, u"succeeded"},
                                                  {StepOutcome::Failed, u"failed"},
                                                  {StepOutcome::Cancelled, u"cancelled"},
                                                  {StepOutcome::Undone, u"undone"}};

QString outcomeName(StepOutcome outcome) { return nameIn(outcomes, outcome); }
std::optional<StepOutcome> outcomeFromName(QStringView name) { return valueIn(outcomes, name); }

bool isPersisted(const Event &event) { return !std::holds_alternative<event::StepProgress>(event); }

} // namespace relaymove
