#pragma once
#include "core/migration/step.h"

namespace relaymove {

// A unit bears a drop-in of ours: while the host's record says that it holds it does not
// start, over reboots too. It is for units in /etc/systemd/system, which can't be masked
// (cutover.md, "What stays down"), and for OLD's, where the record stops and frees them all.

// {units} are given the drop-in.
Command writeDropIns();
// {held} and postfix, on NEW.
Command stopSenders();

// {enabled}: those of them that exist over there.
Command enableUnits();
// On NEW, within the cutover, with a single reload: the masks of postfix are gone.
Command openGates();
// On NEW: postfix can't be started, not even by its package.
Command maskPostfix();

} // namespace relaymove
