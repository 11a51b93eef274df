#!/bin/sh
# Written by Relaymove; its guard runs it. $1 is the cutover. Users are served: what they
# don't wait for.
set -e
cd /var/spool/postfix
[ -e /etc/relaymove/held-before ]
# What postfix had on hold on OLD stays so; and what OLD still delivers, until it has said how
# that ended (take-late.sh).
frozen() {
  find hold -type f -printf '%f\n' | awk 'BEGIN {
    while ((getline id < "/etc/relaymove/held-before") > 0) held[id]
    while ((getline < "/etc/relaymove/landing") > 0) held[$2]
  } !($0 in held)'
}
systemctl enable --quiet postfix.service
# NEW may have restarted between its opening and this: then what its record held starts now.
systemctl start postfix.service
[ -e /run/relaymove/starts ] || systemctl start --no-block multi-user.target
frozen | postsuper -H -
if [ -d relaymove-staging/maildrop ]; then
  find relaymove-staging/maildrop -type f -exec chown postfix {} + -exec mv -n -t maildrop {} +
fi
postqueue -f
left=$(frozen)
[ -z "$left" ] || { echo "still frozen: $left" >&2; exit 1; }
[ ! -s /etc/relaymove/landing ] || systemctl enable --quiet --now relaymove-unheard.timer
