#!/bin/sh
# $1: the mailboxes. What has its right owner by what this says has it on the disk.
find "$1/" \( ! -user vmail -o ! -group vmail -o -type d ! -perm -0700 \) -print
find /etc/dkimkeys ! -user opendkim -print
[ ! -d /var/lib/acme ] || find /var/lib/acme ! -user root -print
for folder in "$1" /etc/dkimkeys /var/lib/acme; do
    [ ! -d "$folder" ] || sync -f "$folder" || exit
done
cd /var/spool/postfix && find active bounce corrupt defer deferred hold incoming ! -user postfix -print
