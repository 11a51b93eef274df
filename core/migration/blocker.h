#pragma once
#include "core/base/role.h"

#include <QString>
#include <QStringList>

namespace relaymove {

// A reason why the move can't start, and what to do about it.
struct Blocker
{
    Role where = Role::Admin;
    QString what;
    QString remedy;
};

// What stops nothing, and should be known; the way out may be empty.
struct Advisory
{
    QString what;
    QString remedy;
};

// What a person pastes to run `words` on a host that the profile names. With a terminal:
// apt and others ask.
QString asRootOn(const QString &host, const QStringList &words);

} // namespace relaymove
