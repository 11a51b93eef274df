#pragma once
#include "core/migration/step.h"

namespace relaymove {

// Fills the placeholders that are the same for a whole migration: {domain},
// {mailboxes}, {old4}, {new4}, {old6}, {new6}, {migration}, {cutover}. What is not known yet
// stays a placeholder.
Command withFacts(const Command &command, const Profile &profile, const Facts &facts);
Plan filled(Plan plan, const Profile &profile, const Facts &facts);

} // namespace relaymove
