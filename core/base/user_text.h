#pragma once
#include <QCoreApplication>

namespace relaymove {

// What core says to a person, in the person's language where the window has loaded one:
// UserText::tr("..."). Commands, names and what a machine answered stay as they are.
struct UserText
{
    Q_DECLARE_TR_FUNCTIONS(UserText)
};

} // namespace relaymove
