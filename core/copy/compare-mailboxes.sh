#!/bin/sh
# The mailboxes, $1. $2 = digest: four lines: mailboxes; messages (files in cur and new); a
# sum over all names and sizes; one over the contents of passwords and UID lists. $2 = list:
# all names and sizes. Links count with them: none is copied, so mail that lies behind one
# makes a difference. The rest are find's words that keep it out of what hangs. Standard
# input lists what was left behind on OLD, files or folders with all in them: `compared` drops
# these. /run is in memory, on a host whose disk can't be written too.
cd "$1" || exit 1
what=$2
shift 2
export LC_ALL=C
left=$(mktemp -p /run); trap 'rm -f "$left"' EXIT; cat >"$left"
compared() {
    awk -F '\t' -v left="$left" 'BEGIN { while ((getline path < left) > 0) skip[path] }
{ n = split($1, part, "/"); at = part[1]
  for (i = 2; i <= n + 1; i++) { if (at in skip) next; at = at "/" part[i] }
  print }'
}
if [ "$what" = list ]; then
    find . "$@" \( -type f -o -type l \) -printf '%P\t%s\n' | compared | sort
    exit
fi
find . -mindepth 1 -maxdepth 1 "$@" -type d -name '*@*' -printf '%P\n' | compared | wc -l
find . "$@" -type f \( -path '*/cur/*' -o -path '*/new/*' \) -printf '%P\n' | compared | wc -l
find . "$@" \( -type f -o -type l \) -printf '%P\t%s\n' | compared | sort | sha256sum
find . "$@" -type f \( -name password -o -name dovecot-uidlist \) -printf '%P\n' |
    compared | sort | tr '\n' '\0' | xargs -0r sha256sum | sha256sum
