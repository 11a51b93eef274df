#!/bin/sh
# Written by Relaymove. Cutover $1: somebody has put the message $2 into the other machine's
# maildrop, by sendmail, when its postfix was stopped already. It is on standard input, $3 its
# sum. What came with the queue, or was brought before, is left alone.
#
# All of it is read before the lock: who sends it may fall silent half-way. The guard runs the
# rest, with the file as $4.
set -e
umask 077
known=/etc/relaymove/dropped
cd /var/spool/postfix
must_be_settled() { # CUTOVER
    [ "$(/etc/relaymove/guard show | grep -cx -e state=settled -e "cutover=$1")" = 2 ] ||
        { echo 'not yet' >&2; exit 4; }
}
if [ -z "${RELAYMOVE_LOCKED:-}" ]; then
    must_be_settled "$1"
    # As long as one of these runs its file is locked. One that goes in the moment between is
    # missed below, and OLD sends it again.
    for left in relaymove-dropped*; do
        [ ! -e "$left" ] || flock -n "$left" rm -f "$left" || true
    done
    given=relaymove-dropped.$$
    exec 8>"$given"
    flock -n 8
    trap 'rm -f "$given"' EXIT
    cat >"$given" 8>&-
    [ "$(sha256sum <"$given" | cut -c1-64)" = "$3" ]
    chown postfix "$given"
    chmod 0700 "$given"
    sync "$given"
    trap - EXIT
    exec /etc/relaymove/guard locked "$0" "$1" "$2" "$3" "$given"
fi
given=$4
trap 'rm -f "$given"' EXIT
must_be_settled "$1"
if ! grep -qxF "$2" "$known"; then
    # A short queue id: five digits of time, then the inode number (mail_queue(3)).
    id=$(printf '%.5s%X' "$2" "$(stat -c %i "$given")")
    mv -n "$given" "maildrop/$id"
    [ ! -e "$given" ] # something else has its name
    echo "$2" >>"$known"
    sync maildrop "$known"
fi
