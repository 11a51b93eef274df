#!/bin/sh
# Standard input becomes file $2, mode $1. Atomic for a reader: the file appears whole, with
# its mode, or not at all.
set -e
umask 077
mkdir -p "$(dirname "$2")"
cat >"$2.part"
chmod "$1" "$2.part"
sync "$2.part"
mv -f "$2.part" "$2"
