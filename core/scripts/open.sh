#!/bin/sh
# Written by Relaymove. $1 is the cutover. The commit point: this machine is open
# to everyone from here on, over reboots too. 9: it is closed to this cutover.
set -e
exec 9</etc/relaymove
flock 9
[ "$(cat /etc/relaymove/closed 2>/dev/null)" != "$1" ] || exit 9
[ /etc/relaymove/committed -ef /etc/relaymove/committed.ready ] || ln -f /etc/relaymove/committed.ready /etc/relaymove/committed
sync /etc/relaymove
systemctl stop relaymove-fence.service
