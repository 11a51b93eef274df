#!/bin/sh
# The staged queue in its place, for cutover $1; the rest are the queue's folders. Runs again
# after a crash half-way, with a queue that was staged anew: what NEW had of its own was put
# by, so what is in its place is an earlier, unfinished swap's. maildrop stays staged until
# the queue is released, for pickup ignores a freeze.
set -e; cutover=$1; shift; cd /var/spool/postfix; before=relaymove-before-$cutover
exec 9</etc/relaymove; flock 9
[ "$(cat /etc/relaymove/queue-swapped 2>/dev/null)" != "$cutover" ] || exit 0
mkdir -p "$before"
for d; do
  [ "$d" != maildrop ] || continue
  [ -d "relaymove-staging/$d" ] || continue
  if [ -d "$before/$d" ]; then rm -rf "$d"; elif [ -d "$d" ]; then mv "$d" "$before/$d"; fi
  mv "relaymove-staging/$d" "$d"
done
chown -R postfix active bounce corrupt defer deferred flush hold incoming saved trace
postsuper
find hold -type f -printf '%f\n' >/etc/relaymove/held-before
postsuper -h ALL
sync -f /var/spool/postfix
printf '%s' "$cutover" >/etc/relaymove/queue-swapped.part
sync /etc/relaymove/queue-swapped.part
mv /etc/relaymove/queue-swapped.part /etc/relaymove/queue-swapped
