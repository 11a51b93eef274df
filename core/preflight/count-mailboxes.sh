#!/bin/sh
# One walk over all files below $1: mailboxes, messages, bytes, bytes on the disk; then up to
# five links, one a line. The rest are find's words that keep it out of what hangs.
from=$1
shift
find "$from/" -mindepth 1 "$@" -printf '%y %d %s %b %P\n' 2>/dev/null | awk '
$1 == "d" && $2 == 1 && $5 ~ /@/ { boxes++ }
$1 == "f" { bytes += $3; blocks += $4; if ($5 ~ /^[^\/]*@.*\/(cur|new)\/[^\/]+$/) messages++ }
$1 == "l" && found++ < 5 { path = $0; for (i = 0; i < 4; i++) sub(/^[^ ]* /, "", path); links = links path "\n" }
END { printf "%.0f %.0f %.0f %.0f\n%s", boxes, messages, bytes, blocks * 512, links }'
