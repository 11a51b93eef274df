#pragma once
#include "core/migration/step.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace relaymove {

using Steps = std::vector<std::unique_ptr<Step>>;

// Every command that a migration may run, grouped by step, for a person to read
// before anything runs. Asks nobody: what is not known yet stays {in braces}.
QString planText(const Profile &profile, const Facts &facts, const Steps &steps);

// The same, one object a command, the looks that every step may take repeated in
// each: what the record of what ran is compared with.
QList<QJsonObject> planJson(const Profile &profile, const Facts &facts, const Steps &steps);

constexpr int planSchemaVersion = 1;

QString purposeName(Purpose purpose); // "look", "change", "prove", "undo"

} // namespace relaymove
