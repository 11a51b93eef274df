#!/bin/sh
# Written by Relaymove. This relay serves again: its queue is put back, its
# services start, and the connections that waited are passed on to them. What differs from
# relay to relay is in go-back.conf: folders (the queue's), limited (who comes with others'
# connections), units, enabled, address (its own).
# shellcheck disable=SC2154
. /etc/relaymove/go-back.conf
mkdir -p /run/relaymove
exec 9>/run/relaymove/turn
# Whoever holds it hangs on a disk that does; serving is worth more.
flock -w 60 9
# By hard link, so that each file keeps its inode number: its name is made of it. What came
# into the queue meanwhile stays.
cd /var/spool/postfix && [ ! -d relaymove-aside ] || {
  for d in $folders; do
    [ -d "relaymove-aside/$d" ] || continue
    if [ -d "$d" ]; then cp -al "relaymove-aside/$d/." "$d/" && rm -rf "relaymove-aside/$d"
    else mv "relaymove-aside/$d" "$d"; fi
  done
  rmdir relaymove-aside
}
/etc/relaymove/lift-limits.sh $limited
rm -f /etc/relaymove/hold /etc/relaymove/forward
systemctl start $units
nft -f /etc/relaymove/go-back.nft 2>/dev/null
mkdir -p /run/relaymove
printf '%s' "$address" >/run/relaymove/target
: >/run/relaymove/released
# cmdeploy --disable-mail disabled postfix and dovecot.
[ -z "$enabled" ] || systemctl enable --quiet $enabled
systemctl disable --now relaymove-deadman.timer
