#!/bin/sh
# Written by Relaymove; its timer runs it days after the move was finished, or OLD was made to
# serve again. By then nobody comes by the other machine's address any more, and what was set
# for those is again as it was before: by lift-limits.sh, by let-through.sh, and the table for
# connections that had been passed on. What somebody else has set since stays.
cd /etc/relaymove || exit
name=smtpd_client_event_limit_exceptions
if [ -e limits-before ] && [ "$(postconf -n $name)" = "$(cat limits-lifted)" ]; then
    if [ -s limits-before ]; then postconf -e "$(cat limits-before)"; else postconf -X $name; fi
fi
conf=/etc/dovecot/dovecot.conf line='!include_try /etc/relaymove/dovecot.conf'
# Its sessions go on over a reload.
! grep -qxF "$line" $conf || { sed -i "\,^$line\$,d" $conf && { doveadm reload || true; }; }
if [ -e passing.nft ]; then ./lower-table.sh passing; fi
if [ -e values-before ]; then
    while read -r value number; do
        [ ! -e "/proc/sys/net/$value" ] || echo "$number" >"/proc/sys/net/$value"
    done <values-before
fi
rm -f limits-before limits-lifted dovecot.conf values-before passing.nft
systemctl disable --quiet --now --no-block relaymove-put-back.timer
