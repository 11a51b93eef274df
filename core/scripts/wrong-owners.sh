#!/bin/sh
# $1: the mailboxes.
find "$1/" \( ! -user vmail -o ! -group vmail -o -type d ! -perm -0700 \) -print
find /etc/dkimkeys ! -user opendkim -print
[ ! -d /var/lib/acme ] || find /var/lib/acme ! -user root -print
cd /var/spool/postfix && find active bounce corrupt defer deferred hold incoming ! -user postfix -print
