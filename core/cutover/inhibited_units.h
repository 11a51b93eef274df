#pragma once
#include "core/migration/action.h"

namespace relaymove {

// A unit bears a drop-in of ours: while the host's record says that it holds it does not
// start, over reboots too. It is for units in /etc/systemd/system, which can't be masked
// (cutover.md, "What stays down"), and for OLD's, where the record stops and frees them all.

// {units} are given the drop-in.
Action writeDropIns(Role where);
// {held} and postfix, on NEW.
Action stopSenders();

// {enabled}: those of them that exist on NEW.
Action enableUnits();
// On NEW, within the cutover, with a single reload: the masks of postfix are gone.
Action openGates();
// On NEW: postfix can't be started, not even by its package.
Action maskPostfix();

} // namespace relaymove
