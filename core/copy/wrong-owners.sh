#!/bin/sh
# $1: the mailboxes; $2 = all, or = named: only those that standard input lists. What has its right
# owner by what this says has it on the disk.
starts=$(mktemp -p /run); trap 'rm -f "$starts"' EXIT
wrong() { find "$@" \( ! -user vmail -o ! -group vmail -o -type d ! -perm -0700 \) -print; }
if [ "$2" = named ]; then
    while IFS= read -r name; do
        [ ! -e "$1/$name" ] || printf '%s/%s\0' "$1" "$name"
    done >"$starts"
    wrong "$1/" -maxdepth 0
else
    printf '%s/\0' "$1" >"$starts"
fi
wrong -files0-from "$starts"
find /etc/dkimkeys ! -user opendkim -print
[ ! -d /var/lib/acme ] || find /var/lib/acme ! -user root -print
for folder in "$1" /etc/dkimkeys /var/lib/acme; do
    [ ! -d "$folder" ] || sync -f "$folder" || exit
done
# Before its queue is there a postfix that never ran has none.
for folder in active bounce corrupt defer deferred hold incoming; do
    [ ! -d "/var/spool/postfix/$folder" ] || find "/var/spool/postfix/$folder" ! -user postfix -print || exit
done
