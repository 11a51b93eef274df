#!/bin/sh
# The accounts of one migration's proofs, whichever run made them, and what the queue still has
# of theirs: that first, or it would be delivered to nobody. The mailboxes' folder $1, what the
# accounts' names begin with $2.
set -e
: "${1:?}" "${2:?}"
if command -v postqueue >/dev/null; then
    postqueue -j 2>/dev/null | grep -F "\"$2" | sed -n 's/.*"queue_id": *"\([0-9A-Za-z]*\)".*/\1/p' |
        postsuper -d - 2>/dev/null
fi
rm -rf -- "$1/$2"*@*
