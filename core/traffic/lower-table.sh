#!/bin/sh
# Written by Relaymove. Takes away the named tables: first who keeps them (keep-table.sh),
# then, in one transaction, what he leaves standing.
units=''
rules=''
for name; do
    [ ! -e "/etc/relaymove/$name.nft" ] || rules="$rules /etc/relaymove/$name.nft"
    units="$units relaymove-$name.service"
done
# shellcheck disable=SC2086
systemctl stop $units || [ $? = 5 ] || exit
# shellcheck disable=SC2086
[ -z "$rules" ] || sed -n '/^table .* {}$/p; /^delete /p' $rules | nft -f -
