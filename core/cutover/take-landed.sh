#!/bin/sh
# Written by Relaymove. Cutover $1: on the other machine a delivery of the message $2, as its
# queue calls it, has come to its end. Standard input is its queue file, in which each
# recipient that is done with is marked; $3 its sum. Without $2: the other machine has said
# nothing for an hour, and what it had in flight is sent from here.
#
# All of it is read before the lock: who sends it may fall silent half-way. The guard runs the
# rest, with the file as $4.
set -e
umask 077
list=/etc/relaymove/landing
cd /var/spool/postfix
must_be_settled() { # CUTOVER
    [ "$(/etc/relaymove/guard show | grep -cx -e state=settled -e "cutover=$1")" = 2 ] ||
        { echo 'not yet' >&2; exit 4; }
}
if [ -z "${RELAYMOVE_LOCKED:-}" ]; then
    [ -n "${2:-}" ] || exec /etc/relaymove/guard locked "$0"
    must_be_settled "$1"
    # As long as one of these runs its file is locked. One that goes in the moment between is
    # missed below, and OLD sends it again.
    for left in relaymove-landed*; do
        [ ! -e "$left" ] || flock -n "$left" rm -f "$left" || true
    done
    given=relaymove-landed.$$
    exec 8>"$given"
    flock -n 8
    trap 'rm -f "$given"' EXIT
    cat >"$given" 8>&-
    [ "$(sha256sum <"$given" | cut -c1-64)" = "$3" ]
    trap - EXIT
    exec /etc/relaymove/guard locked "$0" "$1" "$2" "$3" "$given"
fi
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
given=$4
trap 'rm -f "$given"' EXIT
must_be_settled "$1"
id=$(awk -v path="$2" '$1 == path { print $2 }' "$list" 2>/dev/null)
if [ -n "$id" ]; then
    # In place: its name is made of its inode number. Marks don't change its length.
    if [ -f "hold/$id" ]; then
        dd if="$given" of="hold/$id" conv=notrunc,fsync bs=64k status=none
        postsuper -H "$id"
    fi
    postqueue -i "$id" || true
    forget "$2"
fi
