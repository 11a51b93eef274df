#pragma once
#include "core/migration/step.h"

namespace relaymove {

// A unit bears a drop-in of ours: while the host's record says that it holds it does not
// start, over reboots too. It is for units in /etc/systemd/system, which can't be masked
// (cutover.md, "What stays down"), and for OLD's, where the record stops and frees them all.

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

// {units} are given the drop-in.
Command writeDropIns();
Command reloadUnits();
// {held} and postfix, on NEW.
Command stopSenders();

// On NEW, before the cutover: what OLD has enabled, postfix excepted. Each
// enabling costs systemd a reload, which the outage need not pay for.
QStringList unitsToEnable(const Facts &facts);
// {enabled}: those of them that exist over there.
Command enableUnits();
// On NEW, within the cutover, with a single reload: the masks of postfix are gone.
Command openGates();
// On NEW: postfix can't be started, not even by its package.
Command maskPostfix();

} // namespace relaymove
