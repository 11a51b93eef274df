#!/bin/sh
# Standard input becomes file $2, mode $1: all but its first line, which is the sha256 of the
# rest. Who sends it may be gone half-way, and that looks like its end: then the file stays as it
# was. Atomic for a reader: the file appears whole, with its mode, or not at all.
set -e
umask 077
mkdir -p "$(dirname "$2")"
trap 'rm -f "$2.part"' EXIT
read -r sum
cat >"$2.part"
[ "$(sha256sum <"$2.part")" = "$sum  -" ] || { echo "not all of $2 has come" >&2; exit 1; }
chmod "$1" "$2.part"
sync "$2.part"
mv -f "$2.part" "$2"
trap - EXIT
