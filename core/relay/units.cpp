#include "core/relay/units.h"

#include <QSet>

#include <algorithm>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QString baseName(const QString &unit) { return unit.section(u'.', 0, -2); }

// From Debian's packages.
bool isPackaged(const QString &base)
{
    static const QSet<QString> names{u"unbound"_s, u"dovecot"_s,  u"postfix"_s, u"postfix@-"_s,
                                     u"nginx"_s,   u"opendkim"_s, u"fcgiwrap"_s};
    return names.contains(base);
}

// Written by cmdeploy; of some the file names nothing else that is chatmail's.
bool isKnownOwn(const QString &base)
{
    static const QSet<QString> names{u"doveauth"_s,       u"lastlogin"_s, u"turnserver"_s,
                                     u"iroh-relay"_s,     u"mtail"_s,     u"echobot"_s,
                                     u"tls-cert-reload"_s};
    return names.contains(base) || base.startsWith(u"chatmail-") ||
           base.startsWith(u"filtermail") || base.startsWith(u"acmetool-");
}

// What others need comes first, what takes mail from outside last; timers do not
// serve anybody.
int startRank(const QString &unit)
{
    if (!unit.endsWith(u".service") && !unit.endsWith(u".socket"))
        return 100;
    const QString base = baseName(unit);
    static const QStringList first{u"unbound"_s, u"opendkim"_s, u"doveauth"_s};
    static const QStringList last{u"nginx"_s, u"dovecot"_s, u"postfix@-"_s, u"postfix"_s};
    if (const qsizetype at = first.indexOf(base); at >= 0)
        return int(at);
    if (const qsizetype at = last.indexOf(base); at >= 0)
        return 50 + int(at);
    return 20;
}

QStringList pickInOrder(const SystemdView &view, const QStringList &units)
{
    QStringList picked;
    for (const QString &unit : units) {
        if (isRelayUnit(view, unit))
            picked << unit;
    }
    picked.sort();
    std::ranges::stable_sort(picked, {}, startRank);
    return picked;
}

} // namespace

bool isRelayUnit(const SystemdView &view, const QString &unit)
{
    const QString base = baseName(unit);
    if (isPackaged(base))
        return true;
    if (!view.ownFiles.contains(unit) || base.startsWith(u"relaymove"))
        return false;
    return isKnownOwn(base) || view.mentioning.contains(base + u".service"_s);
}

QStringList activeRelayUnits(const SystemdView &view) { return pickInOrder(view, view.active); }

QStringList enabledRelayUnits(const SystemdView &view) { return pickInOrder(view, view.enabled); }

} // namespace relaymove
