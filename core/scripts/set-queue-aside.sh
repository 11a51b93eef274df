#!/bin/sh
# OLD's queue out of its postfix' sight, in cutover $1; the rest are the queue's folders. 3:
# OLD serves again. Asked under the lock of its way back, which puts the queue in its place.
set -e; cutover=$1; shift; cd /var/spool/postfix
mkdir -p /run/relaymove; exec 9>/run/relaymove/turn; flock 9
[ "$(cat /etc/relaymove/hold 2>/dev/null)" = "$cutover" ] || exit 3
[ -w . ] || exit 0 # on a disk that can't be written postfix does not start
mkdir -p relaymove-aside; chmod 0700 relaymove-aside
for d; do [ ! -d "$d" ] || [ -d "relaymove-aside/$d" ] || mv "$d" "relaymove-aside/$d"; done
sync -f /var/spool/postfix
