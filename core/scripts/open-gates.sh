#!/bin/sh
# With a single reload: the flag, the drop-ins of the named units and the masks of postfix
# are gone, and that NEW was closed to a cutover that was about to go back.
rm -f /etc/relaymove/hold /etc/relaymove/closed /etc/systemd/system/postfix.service /etc/systemd/system/postfix@-.service
for unit; do rm -f "/etc/systemd/system/$unit.d/relaymove.conf"; done
systemctl daemon-reload
