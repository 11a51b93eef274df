#!/bin/sh
# Written by Relaymove: the other host passes its users on to this one, from the addresses
# $1... dovecot counts connections per user and address (mail_max_userip_connections).
postconf -e "smtpd_client_event_limit_exceptions = \$mynetworks $*"
cat >/etc/relaymove/dovecot.conf <<'END'
protocol imap {
  mail_max_userip_connections = 1000
}
END
line='!include_try /etc/relaymove/dovecot.conf'
grep -qxF "$line" /etc/dovecot/dovecot.conf ||
    echo "$line" >>/etc/dovecot/dovecot.conf
