#!/bin/sh
# While the hold's flag is there, none of the named units starts.
for unit; do
    mkdir -p "/etc/systemd/system/$unit.d"
    printf '[Unit]\nConditionPathExists=!/etc/relaymove/hold\n' >"/etc/systemd/system/$unit.d/relaymove.conf"
done
