#!/bin/sh
# Written by Relaymove. What the other machine, which has handed over, still has for this one.
#
#   landed CUTOVER PATH SUM    a delivery of the message PATH, as its queue calls it, has come to
#                              its end. Standard input is its queue file, in which each
#                              recipient that is done with is marked; SUM its sum
#   dropped CUTOVER NAME SUM   somebody has put the message NAME into its maildrop, by sendmail,
#                              when its postfix was stopped already. What came with the queue,
#                              or was brought before, is left alone
#   unheard                    it has said nothing for an hour, and what it had in flight is sent
#                              from here
#
# All of a message is read before the lock: who sends it may fall silent half-way. The guard
# runs the rest, with the file as $5.
set -e
umask 077
list=/etc/relaymove/landing known=/etc/relaymove/dropped
cd /var/spool/postfix
must_be_settled() { # CUTOVER
    [ "$(/etc/relaymove/guard show | grep -cx -e state=settled -e "cutover=$1")" = 2 ] ||
        { echo 'not yet' >&2; exit 4; }
}
if [ -z "${RELAYMOVE_LOCKED:-}" ]; then
    [ "$1" != unheard ] || exec /etc/relaymove/guard locked "$0" unheard
    must_be_settled "$2"
    # As long as one of these runs its file is locked. One that goes in the moment between is
    # missed below, and OLD sends it again.
    for left in relaymove-late*; do
        [ ! -e "$left" ] || flock -n "$left" rm -f "$left" || true
    done
    given=relaymove-late.$$
    exec 8>"$given"
    flock -n 8
    trap 'rm -f "$given"' EXIT
    cat >"$given" 8>&-
    [ "$(sha256sum <"$given" | cut -c1-64)" = "$4" ]
    [ "$1" = landed ] || { chown postfix "$given"; chmod 0700 "$given"; sync "$given"; }
    trap - EXIT
    exec /etc/relaymove/guard locked "$0" "$@" "$given"
fi
if [ "$1" = unheard ]; then
    [ ! -s "$list" ] || awk '{ print $2 }' "$list" | postsuper -H -
    rm -f "$list"
    exit 0
fi
given=$5
trap 'rm -f "$given"' EXIT
must_be_settled "$2"
landed() { # PATH
    id=$(awk -v path="$1" '$1 == path { print $2 }' "$list" 2>/dev/null)
    [ -n "$id" ] || return 0
    # In place: its name is made of its inode number. Marks don't change its length.
    if [ -f "hold/$id" ]; then
        dd if="$given" of="hold/$id" conv=notrunc,fsync bs=64k status=none
        postsuper -H "$id"
    fi
    postqueue -i "$id" || true
    awk -v path="$1" '$1 != path' "$list" >"$list.part"
    sync "$list.part"
    mv "$list.part" "$list"
    [ -s "$list" ] || systemctl disable --quiet --now --no-block relaymove-unheard.timer
}
dropped() { # NAME
    ! grep -qxF "$1" "$known" || return 0
    # A short queue id: five digits of time, then the inode number (mail_queue(3)).
    id=$(printf '%.5s%X' "$1" "$(stat -c %i "$given")")
    mv -n "$given" "maildrop/$id"
    [ ! -e "$given" ] # something else has its name
    echo "$1" >>"$known"
    sync maildrop "$known"
}
case $1 in landed | dropped) "$1" "$3" ;; esac
