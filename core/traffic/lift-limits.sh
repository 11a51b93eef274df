#!/bin/sh
# Written by Relaymove: the other host passes its users on to this one, from the addresses
# $1... dovecot counts connections per user and address (mail_max_userip_connections).
# What postfix had been told is in limits-before; put-back.sh says it once more.
name=smtpd_client_event_limit_exceptions before=/etc/relaymove/limits-before
[ -e $before ] || { postconf -n $name >$before.part && mv $before.part $before; }
own=$(sed "s/^$name = *//" $before 2>/dev/null)
postconf -e "$name = ${own:-\$mynetworks} $*"
postconf -n $name >/etc/relaymove/limits-lifted
cat >/etc/relaymove/dovecot.conf <<'END'
protocol imap {
  mail_max_userip_connections = 1000
}
END
line='!include_try /etc/relaymove/dovecot.conf' conf=/etc/dovecot/dovecot.conf
grep -qxF "$line" $conf || {
    [ -z "$(tail -c 1 $conf)" ] || echo
    echo "$line"
} >>$conf
