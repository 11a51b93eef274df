#pragma once
#include "core/migration/event.h"

#include <QJsonObject>

#include <expected>

namespace relaymove {

constexpr int eventSchemaVersion = 1;

// One line of --json and of the journal: {"v":1,"at":"...","event":"step-ended",...}.
QJsonObject toJson(const StampedEvent &event);
// The reason when the object is not an event of a version that this program reads.
// Every text of it is printable, and none longer than a window or a journal can bear.
std::expected<StampedEvent, QString> eventFromJson(const QJsonObject &json);
StampedEvent printable(const StampedEvent &event);

} // namespace relaymove
