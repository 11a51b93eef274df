#!/bin/sh
# Written by Relaymove. Cutover $1: somebody has put the message $2 into the other machine's
# maildrop, by sendmail, when its postfix was stopped already. It is on standard input, $3 its
# sum. What came with the queue, or was brought before, is left alone.
[ -n "${RELAYMOVE_LOCKED:-}" ] || exec /etc/relaymove/guard locked "$0" "$@"
set -e
known=/etc/relaymove/dropped
cd /var/spool/postfix
/etc/relaymove/guard show | grep -qx 'state=settled' || { echo 'not yet' >&2; exit 4; }
/etc/relaymove/guard show | grep -qx "cutover=$1" || exit 4
cat >relaymove-dropped
[ "$(sha256sum <relaymove-dropped | cut -c1-64)" = "$3" ]
if ! grep -qxF "$2" "$known"; then
    # A short queue id: five digits of time, then the inode number (mail_queue(3)).
    id=$(printf '%.5s%X' "$2" "$(stat -c %i relaymove-dropped)")
    chown postfix relaymove-dropped
    chmod 0700 relaymove-dropped
    sync relaymove-dropped
    mv -n relaymove-dropped "maildrop/$id"
    echo "$2" >>"$known"
    sync maildrop "$known"
fi
rm -f relaymove-dropped
