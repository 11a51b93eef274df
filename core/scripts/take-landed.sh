#!/bin/sh
# Written by Relaymove. Cutover $1: on the other machine a delivery of the message $2, as its
# queue calls it, has come to its end. Standard input is its queue file, in which each
# recipient that is done with is marked; $3 its sum. Without $2: the other machine has said
# nothing for an hour, and what it had in flight is sent from here.
[ -n "${RELAYMOVE_LOCKED:-}" ] || exec /etc/relaymove/guard locked "$0" "$@"
set -e
list=/etc/relaymove/landing
cd /var/spool/postfix
forget() { # PATH
    awk -v path="$1" '$1 != path' "$list" >"$list.part"
    sync "$list.part"
    mv "$list.part" "$list"
    [ -s "$list" ] || systemctl disable --quiet --now --no-block relaymove-unheard.timer
}
if [ -z "$2" ]; then
    [ ! -s "$list" ] || awk '{ print $2 }' "$list" | postsuper -H -
    rm -f "$list"
    exit 0
fi
/etc/relaymove/guard show | grep -qx 'state=settled' || { echo 'not yet' >&2; exit 4; }
/etc/relaymove/guard show | grep -qx "cutover=$1" || exit 4
cat >relaymove-landed
[ "$(sha256sum <relaymove-landed | cut -c1-64)" = "$3" ]
id=$(awk -v path="$2" '$1 == path { print $2 }' "$list" 2>/dev/null)
if [ -n "$id" ]; then
    # In place: its name is made of its inode number. Marks don't change its length.
    if [ -f "hold/$id" ]; then
        dd if=relaymove-landed of="hold/$id" conv=notrunc,fsync bs=64k status=none
        postsuper -H "$id"
    fi
    postqueue -i "$id" || true
    forget "$2"
fi
rm -f relaymove-landed
