#include "core/relay/moved_units.h"

#include "core/migration/facts.h"

#include <QSet>

namespace relaymove {
using namespace Qt::StringLiterals;

namespace {

QString oneshotOf(const QString &timer) { return timer.chopped(6) + u".service"_s; }

bool isTimer(const QString &unit) { return unit.endsWith(u".timer"); }

// Harmless while nobody can reach them, and wanted at once when OLD serves again.
bool staysUp(const QString &unit)
{
    static const QSet<QString> names{u"unbound.service"_s, u"opendkim.service"_s,
                                     u"acmetool-redirector.service"_s};
    return names.contains(unit);
}

bool writesByItself(const QString &unit)
{
    static const QSet<QString> names{u"chatmail-metadata.service"_s, u"lastlogin.service"_s};
    return names.contains(unit) || isTimer(unit);
}

bool isPostfix(const QString &unit) { return unit.startsWith(u"postfix"); }

QStringList withOneshots(const QStringList &units)
{
    QStringList all = units;
    for (const QString &unit : units) {
        if (isTimer(unit) && !all.contains(oneshotOf(unit)))
            all << oneshotOf(unit);
    }
    return all;
}

template <class Wanted>
QStringList pick(const QStringList &units, Wanted wanted)
{
    QStringList picked;
    for (const QString &unit : units) {
        if (wanted(unit))
            picked << unit;
    }
    return picked;
}

} // namespace

QStringList unitsToStop(const Facts &facts)
{
    return withOneshots(
        pick(facts.relay.units, [](const QString &unit) { return !staysUp(unit); }));
}

QStringList helpersAmong(const QStringList &units)
{
    return pick(units, [](const QString &unit) {
        return unit.startsWith(u"doveauth") || unit.startsWith(u"filtermail") ||
               unit == u"chatmail-metadata.service" || unit == u"lastlogin.service";
    });
}

QStringList unitsToHold(const Facts &facts)
{
    return withOneshots(pick(facts.relay.units, writesByItself));
}

QStringList unitsToWarm(const Facts &facts)
{
    return pick(facts.relay.units + facts.relay.addedOnNew, [&](const QString &unit) {
        return !writesByItself(unit) && !isPostfix(unit) && !facts.relay.absentOnNew.contains(unit);
    });
}

QStringList unitsToEnable(const Facts &facts)
{
    return pick(facts.relay.enabledUnits, [](const QString &unit) { return !isPostfix(unit); });
}

} // namespace relaymove
