#!/bin/sh
# Written by Relaymove. $1 is the cutover. Users are served: what they don't wait for.
# The other machine runs it over the link, and so does whoever moves the relay: the second
# finds it done.
set -e
exec 9</etc/relaymove
flock 9
cd /var/spool/postfix
[ "$(cat /etc/relaymove/queue-released 2>/dev/null)" != "$1" ] || exit 0
[ -e /etc/relaymove/held-before ]
# What postfix had on hold on OLD stays so.
frozen() {
  find hold -type f -printf '%f\n' | awk 'BEGIN {
    while ((getline id < "/etc/relaymove/held-before") > 0) held[id]
  } !($0 in held)'
}
systemctl enable --quiet postfix.service
# NEW may have restarted between its opening and this.
systemctl start postfix.service
frozen | postsuper -H -
if [ -d relaymove-staging/maildrop ]; then
  find relaymove-staging/maildrop -type f -exec chown postfix {} + -exec mv -n -t maildrop {} +
fi
postqueue -f
left=$(frozen)
[ -z "$left" ] || { echo "still frozen: $left" >&2; exit 1; }
printf '%s' "$1" >/etc/relaymove/queue-released
