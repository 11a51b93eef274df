#!/bin/sh
# While the host's record says so, none of the named units starts; but those of a NEW that is
# about to be opened, or was told to, until it restarts (open-gates.sh, guard.sh).
for unit; do
    mkdir -p "/etc/systemd/system/$unit.d"
    printf '[Unit]\nConditionPathExists=|!/etc/relaymove/record/holds\nConditionPathExists=|/run/relaymove/starts\nConditionPathExists=|/run/relaymove/serves\n' >"/etc/systemd/system/$unit.d/relaymove.conf"
done
