#pragma once
#include "core/profiles/profile.h"

#include <QJsonObject>

#include <expected>

namespace relaymove {

constexpr int profileSchemaVersion = 2;

QJsonObject toJson(const Profile &profile);
// The reason when it is not a profile of the version that this program reads.
std::expected<Profile, QString> profileFromJson(const QJsonObject &object);

} // namespace relaymove
