#!/bin/sh
# A hard link appears whole or not at all, and never over one that is there.
set -e
mkdir -p /etc/relaymove
f=/etc/relaymove/marker
cat >"$f.$$"
sync "$f.$$"
ln "$f.$$" "$f" 2>/dev/null || true
rm -f "$f.$$"
cat "$f"
