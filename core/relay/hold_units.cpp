#include "core/relay/hold_units.h"

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
    return withOneshots(pick(facts.units, [](const QString &unit) { return !staysUp(unit); }));
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
    return withOneshots(pick(facts.units, writesByItself));
}

QStringList unitsToWarm(const Facts &facts)
{
    return pick(facts.units + facts.addedOnNew, [&](const QString &unit) {
        return !writesByItself(unit) && !isPostfix(unit) && !facts.absentOnNew.contains(unit);
    });
}

Command writeDropIns()
{
    return Command{"sh", "-c",
                   R"sh(for unit; do mkdir -p "/etc/systemd/system/$unit.d"; )sh"
                   R"sh(printf '[Unit]\nConditionPathExists=!/etc/relaymove/hold\n' )sh"
                   R"sh(>"/etc/systemd/system/$unit.d/relaymove.conf"; done)sh",
                   "hold-drop-ins", "{units}"};
}

Command raiseHoldFlag()
{
    return Command{
        "sh", "-c",
        R"sh(mkdir -p /etc/relaymove; printf '%s' "$1" >/etc/relaymove/hold.part; )sh"
        R"sh(sync /etc/relaymove/hold.part; mv -f /etc/relaymove/hold.part /etc/relaymove/hold)sh",
        "raise-hold", "{content}"};
}

QStringList unitsToEnable(const Facts &facts)
{
    return pick(facts.enabledUnits, [](const QString &unit) { return !isPostfix(unit); });
}

Command enableUnits()
{
    return Command{
        "sh", "-c",
        R"sh(for unit; do systemctl cat "$unit" >/dev/null 2>&1 && set -- "$@" "$unit"; shift; done
[ $# -eq 0 ] || systemctl enable --quiet "$@" 2>&1)sh",
        "enable-units", "{enabled}"};
}

Command openGates()
{
    return Command{
        "sh", "-c",
        R"sh(rm -f /etc/relaymove/hold /etc/relaymove/closed /etc/systemd/system/postfix.service /etc/systemd/system/postfix@-.service
for unit; do rm -f "/etc/systemd/system/$unit.d/relaymove.conf"; done
systemctl daemon-reload)sh",
        "open-gates", "{held}"};
}

Command stopSenders()
{
    return Command{"systemctl", "stop", "{held}", "postfix.service", "postfix@-.service"}.accepts(
        {0, 5});
}

Command reloadUnits() { return Command{"systemctl", "daemon-reload"}; }

} // namespace relaymove
