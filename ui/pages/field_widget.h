#pragma once
#include "core/profiles/profile_fields.h"

#include <functional>

class QWidget;

namespace relaymove {

// What a person says one field of a profile with: it shows what the profile says, and the
// profile gets what it says.
struct FieldWidget
{
    QWidget *widget;
    std::function<void(const Profile &)> show;
    std::function<void(Profile &)> take;
};

// Named after the field's key, and by its label for a screen reader.
FieldWidget makeFieldWidget(const ProfileField &field, QWidget *parent);

} // namespace relaymove
