#!/bin/sh
# NEW can't be opened by cutover $2 any more. 9: it is open, by migration $1.
set -e; cd /etc/relaymove; exec 9<.; flock 9
[ "$(cat committed 2>/dev/null)" != "$1" ] || exit 9
[ "$(cat closed.ready 2>/dev/null)" = "$2" ] || printf '%s' "$2" >closed.ready
[ closed -ef closed.ready ] || ln -f closed.ready closed
sync .
