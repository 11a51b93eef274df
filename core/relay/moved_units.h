#pragma once
#include <QStringList>

namespace relaymove {

struct Facts;

// Which of a relay's units a move stops, warms up, keeps down and enables.

// The units of OLD that serve or write mail, with the oneshots that its timers
// start: what the cutover stops.
QStringList unitsToStop(const Facts &facts);
// Of these, what others call while they stop: dovecot waits 30 s for each answer
// of a dict service that went before it (seen in the lab), so these go last.
QStringList helpersAmong(const QStringList &units);
// What must not run on NEW before the last copy: what writes or sends by itself.
QStringList unitsToHold(const Facts &facts);
// What may run on NEW behind the fence, so that activation finds it warm.
QStringList unitsToWarm(const Facts &facts);

// On NEW, before the cutover: what OLD has enabled, postfix excepted. Each
// enabling costs systemd a reload, which the outage need not pay for.
QStringList unitsToEnable(const Facts &facts);

} // namespace relaymove
