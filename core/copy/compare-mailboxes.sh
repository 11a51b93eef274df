#!/bin/sh
# The mailboxes, $1. $3 = all: without what standard input lists, files or folders with all in
# them; = named: those that it lists, and no others. $2:
#   digest  four lines: mailboxes, of all; messages (files in cur and new); a sum over names and
#           sizes; one over the contents of passwords and UID lists
#   list    names and sizes. Links count with them: none is copied, so mail that lies behind one
#           makes a difference
#   keep    writes names, sizes and contents down, for `sum`
#   sum     of what was kept, and forgets it
# The rest are find's words that keep it out of what hangs. /run is in memory, on a host whose
# disk can't be written too.
cd "$1" || exit 1
what=$2 which=$3 kept=/var/lib/relaymove/compared
shift 3
export LC_ALL=C
umask 077
given=$(mktemp -p /run) starts=$(mktemp -p /run)
trap 'rm -f "$given" "$starts"' EXIT
cat >"$given"
if [ "$which" = named ]; then
    while IFS= read -r name; do
        [ ! -e "./$name" ] || printf './%s\0' "$name"
    done <"$given" >"$starts"
    : >"$given"
else
    printf '.\0' >"$starts"
fi
# What it says next goes into a pipe, where nobody sees that it failed.
find -files0-from "$starts" -maxdepth 0 >/dev/null || exit
each() { find -files0-from "$starts" "$@" | cut -c 3-; }
compared() {
    awk -F '\t' -v left="$given" 'BEGIN { while ((getline path < left) > 0) skip[path] }
{ n = split($1, part, "/"); at = part[1]
  for (i = 2; i <= n + 1; i++) { if (at in skip) next; at = at "/" part[i] }
  print }'
}
names() { each "$@" \( -type f -o -type l \) -printf '%p\t%s\n' | compared | sort; }
contents() {
    each "$@" -type f \( -name password -o -name dovecot-uidlist \) -printf '%p\n' |
        compared | sort | tr '\n' '\0' | xargs -0r sha256sum
}
case $what in
list) names "$@" ;;
keep)
    mkdir -p "${kept%/*}" && { names "$@" && contents "$@" | sed -E 's/^([^ ]+)  (.*)$/\2\t\1/'; } >$kept
    ;;
sum) compared <$kept | sha256sum && rm $kept ;;
digest)
    find . -mindepth 1 -maxdepth 1 "$@" -type d -name '*@*' -printf '%P\n' | compared | wc -l
    each "$@" -type f \( -path '*/cur/*' -o -path '*/new/*' \) -printf '%p\n' | compared | wc -l
    names "$@" | sha256sum
    contents "$@" | sha256sum
    ;;
esac
