#!/bin/sh
# The staged queue in its place, for cutover $1; the rest are the queue's folders. NEW's guard
# runs it: its record says `filled` afterwards, once. Runs again after a crash half-way, with a
# queue that was staged anew: what NEW had of its own was put by, so what is in its place is
# an earlier, unfinished swap's. maildrop stays staged until the queue is released, for pickup
# ignores a freeze. Standard input: what OLD still delivers, as paths in the queue, and a dot,
# for of a list that was cut off some would be sent twice; `landing` has each with its id here,
# and after-opening.sh leaves them frozen. `dropped`: whole messages of OLD's maildrop, by their
# names there.
set -e; cutover=$1; shift; cd /var/spool/postfix; before=relaymove-before-$cutover
flights=$(while read -r path; do
    [ "$path" != . ] || exit 0
    stat -c "%i $path" "relaymove-staging/$path"
done; exit 1)
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
# postsuper has given them other names, and kept their inodes.
echo "$flights" | while read -r inode path; do
  [ -z "$inode" ] || echo "$path $(find hold -inum "$inode" -printf '%f')"
done >/etc/relaymove/landing
find relaymove-staging/maildrop -type f ! -perm -100 -delete 2>/dev/null || true
find relaymove-staging/maildrop -type f -printf '%f\n' >/etc/relaymove/dropped 2>/dev/null || true
sync -f /var/spool/postfix /etc/relaymove
